import { FAULTS } from '../network/shape';
import type { Value } from './graph';
import type { LayerWriter } from './layers';

/** network/faults.ts inside the graph, up to probabilities: [FAULTS]. Memories are [rows, d]. */
export function writeFaults(writer: LayerWriter, memories: { fast: Value; slow: Value }): Value {
  const { graph, shape } = writer;
  const meanOf = (memory: Value): Value => graph.op('ReduceMean', [memory], { axes: [0], keepdims: 1 });
  const pooled = graph.concat([meanOf(memories.fast), meanOf(memories.slow)], 1);
  const hidden = graph.op('Relu', [writer.linear(pooled, 'faults.in', 2 * shape.width)]);
  const logits = writer.linear(hidden, 'faults.out', shape.width);
  return graph.reshape(graph.op('Sigmoid', [logits]), FAULTS.length);
}
