import type { Pathway } from '../../slowfast';
import { ARTIFACT_QUERIES, ARTIFACTS, pooledWidth } from '../network/shape';
import type { Value } from './graph';
import type { LayerWriter } from './layers';

/**
 * network/artifacts.ts inside the graph, up to probabilities: [ARTIFACTS]. Memories are [rows, d], `headOut` [1,
 * headOut].
 */
export function writeArtifacts(writer: LayerWriter, memories: Readonly<Record<Pathway, Value>>, headOut: Value): Value {
  const { graph, shape } = writer;
  const pool = (pathway: Pathway): Value => {
    const memory = memories[pathway];
    const mean = graph.op('ReduceMean', [memory], { axes: [0], keepdims: 1 });
    const strengths = graph.matMul(memory, writer.matrix(`artifacts.${pathway}.queries`, shape.width));
    const attended = graph.matMul(graph.softmax(graph.transpose(strengths, 1, 0)), memory);
    return graph.concat([mean, graph.reshape(attended, 1, ARTIFACT_QUERIES * shape.width)], 1);
  };
  const pooled = graph.concat([pool('fast'), pool('slow'), headOut], 1);
  const hidden = graph.op('Relu', [
    writer.linear(pooled, 'artifacts.in', 2 * pooledWidth(shape) + shape.summary.headOut),
  ]);
  const fromMemories = writer.linear(hidden, 'artifacts.out', shape.width);
  const logits = graph.add(fromMemories, graph.matMul(headOut, writer.matrix('artifacts.head', shape.summary.headOut)));
  return graph.reshape(graph.op('Sigmoid', [logits]), ARTIFACTS.length);
}
