import type { Network } from '../network/network';
import { FORBIDDEN } from '../network/decoder';
import { MAX_LENGTH, VOCABULARY } from '../network/shape';
import type { Value } from './graph';
import { GraphBuilder } from './graph';
import { LayerWriter } from './layers';

/** decoder.onnx: word sequences and one window's memories in, logits of the next word at every place out. */
export function writeDecoder(network: Network): Uint8Array {
  const graph = new GraphBuilder('slowglass-decoder');
  const writer = new LayerWriter(graph, network.weights, network.shape);
  const { width, decoderLayers } = network.shape;
  const tokens = graph.input('tokens', 'int32', ['rows', 'length']);
  const fastMemory = graph.input('fast_memory', 'float32', ['fast_memory_rows', width]);
  const slowMemory = graph.input('slow_memory', 'float32', ['slow_memory_rows', width]);
  const fastAllowed = graph.input('fast_allowed', 'float32', ['rows']);
  const slowAllowed = graph.input('slow_allowed', 'float32', ['rows']);

  const length = graph.side(tokens, 1);
  const memory = graph.concat([fastMemory, slowMemory], 0);
  const pathwayMask = graph.concat(
    [writeMask(graph, fastAllowed, fastMemory), writeMask(graph, slowAllowed, slowMemory)],
    3,
  );
  const causal = writeCausal(graph, length);
  const places = graph.op('Slice', [
    writer.matrix('positions', MAX_LENGTH),
    graph.integers(0),
    length,
    graph.integers(0),
  ]);
  let x = graph.add(graph.op('Gather', [writer.matrix('words', VOCABULARY.length), tokens], { axis: 0 }), places);
  for (let layer = 0; layer < decoderLayers; layer++) {
    const name = `decoder.${layer}`;
    x = writer.selfAttention(x, `${name}.self`, 1, causal);
    x = writeCrossAttention(writer, x, memory, `${name}.cross`, pathwayMask);
    x = writer.feedForward(x, name);
  }
  const logits = writer.linear(writer.layerNorm(x, 'decoder.norm'), 'decoder.head', width);
  graph.output('logits', logits, ['rows', 'length', VOCABULARY.length]);
  return graph.encode();
}

/** The memory has no batch: its keys and values get a leading side of one, which every row of queries shares. */
function writeCrossAttention(writer: LayerWriter, x: Value, memory: Value, name: string, pathwayMask: Value): Value {
  const { graph } = writer;
  const { width, heads } = writer.shape;
  const apart = (rows: Value): Value => graph.reshape(rows, 1, -1, heads, width / heads);
  const attended = writer.attend(
    writer.heads(writer.query(writer.layerNorm(x, `${name}.norm`), name), 1),
    graph.transpose(apart(writer.key(memory, name)), 0, 2, 3, 1),
    graph.transpose(apart(writer.value(memory, name)), 0, 2, 1, 3),
    pathwayMask,
  );
  return graph.add(x, writer.linear(writer.join(attended, 1), `${name}.out`, width));
}

/** [rows, 1, 1, memory rows]: 0 where a row may attend, FORBIDDEN elsewhere. */
function writeMask(graph: GraphBuilder, allowed: Value, memory: Value): Value {
  const bias = graph.mul(graph.sub(allowed, graph.scalar(1)), graph.scalar(-FORBIDDEN));
  const target = graph.concat([graph.integers(1, 1, 1), graph.side(memory, 0)], 0);
  return graph.op('Expand', [graph.reshape(bias, -1, 1, 1, 1), target]);
}

/** [length, length]: FORBIDDEN above the diagonal, cut from a constant of the longest length. */
function writeCausal(graph: GraphBuilder, length: Value): Value {
  const values = new Float32Array(MAX_LENGTH * MAX_LENGTH);
  for (let row = 0; row < MAX_LENGTH; row++) values.fill(FORBIDDEN, row * MAX_LENGTH + row + 1, (row + 1) * MAX_LENGTH);
  const all = graph.constant('causal', values, [MAX_LENGTH, MAX_LENGTH]);
  const ends = graph.concat([length, length], 0);
  return graph.op('Slice', [all, graph.integers(0, 0), ends, graph.integers(0, 1)]);
}
