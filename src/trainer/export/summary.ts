import type { Pathway } from '../../slowfast';
import { FAST_TOKENS } from '../../slowfast';
import { INPUT_WIDTHS } from '../network/features';
import type { Cuts } from '../network/summary';
import {
  CORRELATION_FLOOR,
  CUTS,
  LAYOUTS,
  SHARPNESS,
  SUMMARY_EPSILON,
  SUMMARY_LIMIT,
  pairsOf,
} from '../network/summary';
import type { GraphBuilder, Value } from './graph';

/**
 * network/summary.ts inside the graph: scaled statistics [rows, statistics] -> [1, SUMMARY_WIDTHS].
 *
 * @param times [rows, 1]: seconds of each row.
 */
export function writeSummary(graph: GraphBuilder, statistics: Value, times: Value, pathway: Pathway): Value {
  const rows = writeLimited(graph, statistics, SUMMARY_LIMIT);
  const mean = meanOver(graph, rows, 0);
  const metrics = [mean, ...spread(graph, rows, SHARPNESS.rows), ...shares(graph, rows, CUTS[pathway])];
  if (pathway === 'fast') metrics.push(...featuresOfFrames(graph, rows, mean, times));
  return graph.concat([...metrics, correlations(graph, rows, mean, INPUT_WIDTHS[pathway].statistics)], 1);
}

/** Clamps every value to +-limit. */
export function writeLimited(graph: GraphBuilder, x: Value, limit: number): Value {
  return graph.op('Max', [graph.op('Min', [x, graph.scalar(limit)]), graph.scalar(-limit)]);
}

function featuresOfFrames(graph: GraphBuilder, rows: Value, mean: Value, times: Value): Value[] {
  const { statistics } = INPUT_WIDTHS.fast;
  const apart = graph.reshape(rows, -1, FAST_TOKENS, statistics);
  const ofFrames = meanOver(graph, apart, 1);
  const ofPlaces = meanOver(graph, apart, 0);
  const sampledFrames = graph.reshape(ofFrames, -1, statistics);
  const places = graph.reshape(ofPlaces, FAST_TOKENS, statistics);
  const weights = Float32Array.from(LAYOUTS.flatMap((each) => [...each]));
  const layouts = graph.matMul(graph.constant('layouts', weights, [LAYOUTS.length, FAST_TOKENS]), places);
  const rest = graph.reshape(graph.sub(graph.sub(apart, ofFrames), ofPlaces), -1, statistics);
  const each = graph.reshape(meanOver(graph, graph.reshape(times, -1, FAST_TOKENS), 1), -1, 1);
  const clock = graph.div(graph.sub(each, meanOver(graph, each, 0)), deviation(graph, each));
  return [
    ...spread(graph, sampledFrames, SHARPNESS.means),
    ...shares(graph, graph.sub(sampledFrames, mean), CUTS.sampledFrames),
    ...spread(graph, places, SHARPNESS.means),
    graph.reshape(layouts, 1, LAYOUTS.length * statistics),
    deviation(graph, rest),
    meanOver(graph, graph.mul(sampledFrames, clock), 0),
  ];
}

function meanOver(graph: GraphBuilder, x: Value, axis: number): Value {
  return graph.op('ReduceMean', [x], { axes: [axis], keepdims: 1 });
}

function deviation(graph: GraphBuilder, rows: Value): Value {
  const centred = graph.sub(rows, meanOver(graph, rows, 0));
  const variance = meanOver(graph, graph.mul(centred, centred), 0);
  return graph.op('Sqrt', [graph.add(variance, graph.scalar(SUMMARY_EPSILON))]);
}

function spread(graph: GraphBuilder, rows: Value, sharpness: number): Value[] {
  return [deviation(graph, rows), extreme(graph, rows, sharpness), extreme(graph, rows, -sharpness)];
}

function extreme(graph: GraphBuilder, rows: Value, sharpness: number): Value {
  const powers = graph.op('Exp', [graph.mul(rows, graph.scalar(sharpness))]);
  return graph.mul(graph.op('Log', [meanOver(graph, powers, 0)]), graph.scalar(1 / sharpness));
}

function shares(graph: GraphBuilder, rows: Value, { at, width }: Cuts): Value[] {
  return at.map((cut) => {
    const above = graph.mul(graph.add(rows, graph.scalar(width / 2 - cut)), graph.scalar(1 / width));
    const held = graph.op('Min', [graph.op('Relu', [above]), graph.scalar(1)]);
    return meanOver(graph, held, 0);
  });
}

/** Correlation of every two columns over the rows, [1, pairs]. */
function correlations(graph: GraphBuilder, rows: Value, mean: Value, columns: number): Value {
  const scale = graph.add(deviation(graph, rows), graph.scalar(CORRELATION_FLOOR));
  const unit = graph.div(graph.sub(rows, mean), scale);
  const count = graph.toFloat(graph.side(rows, 0));
  const all = graph.div(graph.matMul(graph.transpose(unit, 1, 0), unit), count);
  const wanted = graph.integers(...pairsOf(columns).map(([i, j]) => i * columns + j));
  return graph.op('Gather', [graph.reshape(all, 1, columns * columns), wanted], { axis: 1 });
}
