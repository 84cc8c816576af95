import type { Pathway } from '../../slowfast/tokens';
import { FAULT_LOOKS, FAULTS, pooledWidth } from '../network/shape';
import type { Value } from './graph';
import type { LayerWriter } from './layers';

/** network/faults.ts inside the graph, up to probabilities: [FAULTS]. Memories are [rows, d], `told` [1, told]. */
export function writeFaults(writer: LayerWriter, memories: Readonly<Record<Pathway, Value>>, told: Value): Value {
  const { graph, shape } = writer;
  const pool = (pathway: Pathway): Value => {
    const memory = memories[pathway];
    const mean = graph.op('ReduceMean', [memory], { axes: [0], keepdims: 1 });
    const strengths = graph.matMul(memory, writer.matrix(`faults.${pathway}.looks`, shape.width));
    const seen = graph.matMul(graph.softmax(graph.transpose(strengths, 1, 0)), memory);
    return graph.concat([mean, graph.reshape(seen, 1, FAULT_LOOKS * shape.width)], 1);
  };
  const pooled = graph.concat([pool('fast'), pool('slow'), told], 1);
  const hidden = graph.op('Relu', [writer.linear(pooled, 'faults.in', 2 * pooledWidth(shape) + shape.summary.told)]);
  const together = writer.linear(hidden, 'faults.out', shape.width);
  const logits = graph.add(together, graph.matMul(told, writer.matrix('faults.told', shape.summary.told)));
  return graph.reshape(graph.op('Sigmoid', [logits]), FAULTS.length);
}
