import { FAST_TOKENS } from '../../slowfast/tokens';
import { INPUT_WIDTHS } from '../network/features';
import { SUMMARY_EPSILON, SUMMARY_LIMIT, SUMMARY_SHARPNESS } from '../network/summary';
import type { GraphBuilder, Value } from './graph';

/** network/summary.ts inside the graph: scaled statistics [rows, statistics] -> [1, SUMMARY_WIDTHS]. */
export function writeSummary(graph: GraphBuilder, statistics: Value, pathway: 'fast' | 'slow'): Value {
  const figures = [
    meanOver(graph, statistics, 0),
    deviation(graph, statistics),
    extreme(graph, statistics, 1),
    extreme(graph, statistics, -1),
  ];
  if (pathway === 'fast') {
    const width = INPUT_WIDTHS.fast.statistics;
    const moments = graph.reshape(statistics, -1, FAST_TOKENS, width);
    for (const axis of [1, 0]) {
      const means = graph.reshape(meanOver(graph, moments, axis), -1, width);
      figures.push(deviation(graph, means));
    }
  }
  return graph.concat(figures, 1);
}

function meanOver(graph: GraphBuilder, x: Value, axis: number): Value {
  return graph.op('ReduceMean', [x], { axes: [axis], keepdims: 1 });
}

function deviation(graph: GraphBuilder, rows: Value): Value {
  const centred = graph.sub(rows, meanOver(graph, rows, 0));
  const variance = meanOver(graph, graph.mul(centred, centred), 0);
  return graph.op('Sqrt', [graph.add(variance, graph.scalar(SUMMARY_EPSILON))]);
}

function extreme(graph: GraphBuilder, rows: Value, sign: 1 | -1): Value {
  const k = sign * SUMMARY_SHARPNESS;
  const limited = graph.op('Max', [graph.op('Min', [rows, graph.scalar(SUMMARY_LIMIT)]), graph.scalar(-SUMMARY_LIMIT)]);
  const powers = graph.op('Exp', [graph.mul(limited, graph.scalar(k))]);
  return graph.mul(graph.op('Log', [meanOver(graph, powers, 0)]), graph.scalar(1 / k));
}
