import type { Pathway } from '../../slowfast';
import { CLIP_FEATURES, FAST_PIXELS, FAST_WIDTH, PLACE_WIDTH, SLOW_PIXELS, SLOW_WIDTH } from '../../slowfast';
import type { Network } from '../network/network';
import {
  CLIP_INPUTS,
  DIFFERENCE_FLOOR,
  DIFFERENCE_LIMIT,
  INPUT_WIDTHS,
  PLACE_FEATURES,
  PLACE_FREQUENCIES,
  RATIO_FLOOR,
  RGB_COLUMNS,
} from '../network/features';
import { summaryInputs } from '../network/parameters';
import type { Scalings } from '../network/scalings';
import { SUMMARY_SPREAD_LIMIT } from '../network/scalings';
import { ARTIFACTS, SUMMARY_TOKENS } from '../network/shape';
import { writeArtifacts } from './artifacts';
import type { Value } from './graph';
import { GraphBuilder } from './graph';
import { LayerWriter } from './layers';
import { writeLimited, writeSummary } from './summary';

/**
 * encoder.onnx: raw token rows and clip features in, both memories and the probability of each artifact out; all
 * scaling of network/features.ts inside.
 */
export function writeEncoder(network: Network): Uint8Array {
  const graph = new GraphBuilder('slowglass-encoder');
  const writer = new LayerWriter(graph, network.weights, network.shape);
  const fast = graph.input('fast', 'float32', ['fast_rows', FAST_WIDTH]);
  const slow = graph.input('slow', 'float32', ['slow_rows', SLOW_WIDTH]);
  const clip = graph.input('clip', 'float32', [CLIP_FEATURES.length]);

  // Undo ln1p: mean |d1| and mean |d2|.
  const means = graph.sub(graph.op('Exp', [graph.slice(clip, 0, 0, 2)]), graph.scalar(1));
  const features = writeClipInputs(graph, clip, means, network);
  const fastPixels = writeFastPixels(writer, fast, graph.slice(means, 0, 0, 1));
  const slowPixels = graph.matMul(
    graph.sub(graph.slice(slow, 1, 0, SLOW_PIXELS), graph.scalar(0.5)),
    writer.matrix('slow.pixels', SLOW_PIXELS),
  );
  const memories = { fast: '', slow: '' };
  const parts = {
    fast: writeParts(writer, network, 'fast', fast),
    slow: writeParts(writer, network, 'slow', slow),
  };
  const headOut = writeSummaryHead(writer, network, parts, features);
  for (const [pathway, pixels] of [
    ['fast', fastPixels],
    ['slow', slowPixels],
  ] as const) {
    memories[pathway] = writeTrunk(writer, pathway, pixels, parts[pathway], features, headOut[pathway]);
    graph.output(`${pathway}_memory`, memories[pathway], [`${pathway}_memory_rows`, network.shape.width]);
  }
  graph.output('artifacts', writeArtifacts(writer, memories, headOut.slow), [ARTIFACTS.length]);
  return graph.encode();
}

/** What a token row holds besides its pixels. */
interface TokenParts {
  /** [rows, statistics], scaled. */
  readonly statistics: Value;
  /** [rows, PLACE_WIDTH] */
  readonly place: Value;
}

function writeParts({ graph }: LayerWriter, network: Network, pathway: Pathway, tokens: Value): TokenParts {
  const { pixels, statistics } = INPUT_WIDTHS[pathway];
  const end = pixels + statistics;
  return {
    statistics: writeScaling(graph, graph.slice(tokens, 1, pixels, end), network, pathway),
    place: graph.slice(tokens, 1, end, end + PLACE_WIDTH),
  };
}

/** network/summary-head.ts: output of the summary heads for each trunk, [1, headOut]. */
function writeSummaryHead(
  writer: LayerWriter,
  network: Network,
  parts: Readonly<Record<Pathway, TokenParts>>,
  features: Value,
): Record<Pathway, Value> {
  const [fast, slow] = (['fast', 'slow'] as const).map((pathway) => {
    const { graph } = writer;
    const { statistics, place } = parts[pathway];
    const times = graph.slice(place, 1, PLACE_WIDTH - 1, PLACE_WIDTH);
    const metrics = writeScaling(graph, writeSummary(graph, statistics, times, pathway), network, `${pathway}Summary`);
    return writeLimited(graph, metrics, SUMMARY_SPREAD_LIMIT);
  }) as [Value, Value];
  const ofFast = writeTwoLayers(writer, 'fast', [fast, features]);
  return { fast: ofFast, slow: writeTwoLayers(writer, 'slow', [fast, slow, features, ofFast]) };
}

function writeTwoLayers(writer: LayerWriter, pathway: Pathway, inputs: readonly Value[]): Value {
  const { graph, shape } = writer;
  const all = graph.concat(inputs, 1);
  const first = graph.op('Relu', [writer.linear(all, `${pathway}.summary.in`, summaryInputs(pathway, shape))]);
  return graph.op('Relu', [writer.linear(first, `${pathway}.summary.mid`, shape.summary.hidden)]);
}

/** network/encoder.ts, encode: [rows + SUMMARY_TOKENS, d]. */
function writeTrunk(
  writer: LayerWriter,
  pathway: Pathway,
  pixels: Value,
  { statistics, place }: TokenParts,
  features: Value,
  headOut: Value,
): Value {
  const { graph, shape } = writer;
  const { width } = shape;
  const hidden = graph.op('Relu', [
    writer.linear(statistics, `${pathway}.statistics.in`, INPUT_WIDTHS[pathway].statistics),
  ]);
  const frequencies = graph.constant(`${pathway}.frequencies`, frequencyMatrix(), [
    PLACE_WIDTH,
    PLACE_FREQUENCIES.length,
  ]);
  const angles = graph.matMul(place, frequencies);
  const waves = graph.concat([graph.op('Sin', [angles]), graph.op('Cos', [angles])], 1);
  let x = graph.add(pixels, graph.matMul(hidden, writer.matrix(`${pathway}.statistics.out`, width)));
  x = graph.add(x, graph.matMul(waves, writer.matrix(`${pathway}.place`, PLACE_FEATURES)));
  x = graph.add(x, writer.vector(`${pathway}.pathway`));
  x = graph.add(x, graph.matMul(features, writer.matrix(`${pathway}.clip`, CLIP_INPUTS)));
  x = graph.add(x, graph.matMul(headOut, writer.matrix(`${pathway}.summary.out`, shape.summary.headOut)));
  for (let layer = 0; layer < shape.encoderLayers; layer++) {
    x = writer.selfAttention(x, `${pathway}.${layer}.self`, 0);
    x = writer.feedForward(x, `${pathway}.${layer}`);
  }
  const summed = writer.linear(headOut, `${pathway}.summary.tokens`, shape.summary.headOut);
  x = graph.concat([x, graph.reshape(summed, SUMMARY_TOKENS, width)], 0);
  return writer.layerNorm(x, `${pathway}.norm`);
}

/** RGB minus 0.5 and differences divided by the clip's mean difference, each times its rows of the pixel projection. */
function writeFastPixels(writer: LayerWriter, fast: Value, meanDifference: Value): Value {
  const { graph } = writer;
  const weights = writer.values('fast.pixels');
  const { width } = writer.shape;
  const cut = RGB_COLUMNS * width;
  const forRgb = graph.half('fast.pixels.rgb', weights.subarray(0, cut), [RGB_COLUMNS, width]);
  const forDifferences = graph.half('fast.pixels.differences', weights.subarray(cut), [
    FAST_PIXELS - RGB_COLUMNS,
    width,
  ]);
  const rgb = graph.sub(graph.slice(fast, 1, 0, RGB_COLUMNS), graph.scalar(0.5));
  const relative = graph.div(
    graph.slice(fast, 1, RGB_COLUMNS, FAST_PIXELS),
    graph.add(meanDifference, graph.scalar(DIFFERENCE_FLOOR)),
  );
  const limited = graph.op('Clip', [
    relative,
    graph.constant('limit.low', Float32Array.of(-DIFFERENCE_LIMIT), []),
    graph.constant('limit.high', Float32Array.of(DIFFERENCE_LIMIT), []),
  ]);
  return graph.add(graph.matMul(rgb, forRgb), graph.matMul(limited, forDifferences));
}

/** [1, CLIP_INPUTS]: the clip's features and the ratio, scaled. */
function writeClipInputs(graph: GraphBuilder, clip: Value, means: Value, network: Network): Value {
  const floored = graph.add(means, graph.scalar(RATIO_FLOOR));
  const ratio = graph.op('Log', [graph.div(graph.slice(floored, 0, 1, 2), graph.slice(floored, 0, 0, 1))]);
  const all = graph.reshape(graph.concat([clip, ratio], 0), 1, CLIP_INPUTS);
  return writeScaling(graph, all, network, 'clip');
}

function writeScaling(graph: GraphBuilder, x: Value, network: Network, name: keyof Scalings): Value {
  const { offset, factor } = network.scalings[name];
  const centred = graph.sub(x, graph.constant(`${name}.offset`, offset, [offset.length]));
  return graph.mul(centred, graph.constant(`${name}.factor`, factor, [factor.length]));
}

/** [PLACE_WIDTH, frequencies]: a place times this gives every angle. */
function frequencyMatrix(): Float32Array {
  const count = PLACE_FREQUENCIES.length;
  const out = new Float32Array(PLACE_WIDTH * count);
  PLACE_FREQUENCIES.forEach(({ axis, radians }, column) => (out[axis * count + column] = radians));
  return out;
}
