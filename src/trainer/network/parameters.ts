import { createRandom } from '../../base';
import type { Pathway } from '../../slowfast';
import { CLIP_INPUTS, INPUT_WIDTHS, PLACE_FEATURES } from './features';
import type { NetworkShape } from './shape';
import { ARTIFACT_QUERIES, ARTIFACTS, MAX_LENGTH, SUMMARY_TOKENS, VOCABULARY, pooledWidth } from './shape';
import { SUMMARY_WIDTHS } from './summary';

/** One weight of the network: its name, shape and initial values. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Standard deviation of the normal start; 0 and 1 mean constants. */
  readonly start:
    { readonly kind: 'normal'; readonly deviation: number } | { readonly kind: 'constant'; readonly value: number };
  /** Whether weight decay applies: to matrices, not to biases, gains and embeddings. */
  readonly decays: boolean;
}

/** The whole network as a list, in a fixed order: checkpoints and exports rely on the names. */
export function parameterSpecs(shape: NetworkShape): readonly ParameterSpec[] {
  const { width } = shape;
  return [
    ...summaryHeadSpecs(shape),
    ...trunk('fast', shape),
    ...trunk('slow', shape),
    embedding('words', [VOCABULARY.length, width]),
    embedding('positions', [MAX_LENGTH, width]),
    ...range(shape.decoderLayers).flatMap((layer) => decoderLayer(`decoder.${layer}`, shape)),
    ...norm('decoder.norm', width),
    ...linear('decoder.head', width, VOCABULARY.length),
    matrix('artifacts.fast.queries', width, ARTIFACT_QUERIES),
    matrix('artifacts.slow.queries', width, ARTIFACT_QUERIES),
    matrix('artifacts.head', shape.summary.headOut, ARTIFACTS.length),
    ...linear('artifacts.in', 2 * pooledWidth(shape) + shape.summary.headOut, width),
    ...linear('artifacts.out', width, ARTIFACTS.length),
  ];
}

/** Input columns of a pathway's summary head (summary-head.ts). */
export function summaryInputs(pathway: Pathway, { summary }: NetworkShape): number {
  const own = SUMMARY_WIDTHS[pathway] + CLIP_INPUTS;
  return pathway === 'fast' ? own : own + SUMMARY_WIDTHS.fast + summary.headOut;
}

/** The summary heads, trained first (stages/summary.ts) and frozen in later stages. */
export function summaryHeadSpecs(shape: NetworkShape): readonly ParameterSpec[] {
  const { hidden, headOut } = shape.summary;
  return PATHWAY_NAMES.flatMap((pathway) => [
    ...linear(`${pathway}.summary.in`, summaryInputs(pathway, shape), hidden),
    ...linear(`${pathway}.summary.mid`, hidden, headOut),
  ]);
}

const PATHWAY_NAMES = ['fast', 'slow'] as const;

/** Banks that only the summary stage trains. The gradient of their biases is stopped as well (forward.ts). */
export const SUMMARY_HEAD_BANKS: ReadonlySet<string> = new Set(
  PATHWAY_NAMES.flatMap((pathway) => [`${pathway}.summary.in`, `${pathway}.summary.mid`]),
);

function trunk(pathway: Pathway, shape: NetworkShape): ParameterSpec[] {
  const { width } = shape;
  const { headOut } = shape.summary;
  const inputs = INPUT_WIDTHS[pathway];
  return [
    matrix(`${pathway}.pixels`, inputs.pixels, width),
    ...linear(`${pathway}.statistics.in`, inputs.statistics, width),
    matrix(`${pathway}.statistics.out`, width, width),
    matrix(`${pathway}.place`, PLACE_FEATURES, width),
    matrix(`${pathway}.clip`, CLIP_INPUTS, width),
    matrix(`${pathway}.summary.out`, headOut, width),
    ...linear(`${pathway}.summary.tokens`, headOut, SUMMARY_TOKENS * width),
    // The embedding of the pathway (Q-Save 4.2.1).
    embedding(`${pathway}.pathway`, [width], 0.02),
    ...range(shape.encoderLayers).flatMap((layer) => encoderLayer(`${pathway}.${layer}`, shape)),
    ...norm(`${pathway}.norm`, width),
  ];
}

function encoderLayer(name: string, shape: NetworkShape): ParameterSpec[] {
  return [...attention(`${name}.self`, shape.width), ...feedForward(name, shape)];
}

function decoderLayer(name: string, shape: NetworkShape): ParameterSpec[] {
  return [
    ...attention(`${name}.self`, shape.width),
    ...attention(`${name}.cross`, shape.width),
    ...feedForward(name, shape),
  ];
}

function attention(name: string, width: number): ParameterSpec[] {
  return [
    ...norm(`${name}.norm`, width),
    matrix(`${name}.query`, width, width),
    // Keys and values in one product. None of the three needs a bias after a norm that has one.
    matrix(`${name}.keyvalue`, width, 2 * width),
    ...linear(`${name}.out`, width, width),
  ];
}

function feedForward(name: string, shape: NetworkShape): ParameterSpec[] {
  return [
    ...norm(`${name}.feed.norm`, shape.width),
    ...linear(`${name}.feed.in`, shape.width, shape.hidden),
    ...linear(`${name}.feed.out`, shape.hidden, shape.width),
  ];
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export function matrix(name: string, inputs: number, outputs: number): ParameterSpec {
  return { name, shape: [inputs, outputs], start: { kind: 'normal', deviation: inputs ** -0.5 }, decays: true };
}

function constant(name: string, length: number, value: number): ParameterSpec {
  return { name, shape: [length], start: { kind: 'constant', value }, decays: false };
}

export function linear(name: string, inputs: number, outputs: number): ParameterSpec[] {
  return [matrix(name, inputs, outputs), constant(`${name}.bias`, outputs, 0)];
}

function norm(name: string, width: number): ParameterSpec[] {
  return [constant(`${name}.gain`, width, 1), constant(`${name}.bias`, width, 0)];
}

function embedding(name: string, shape: readonly number[], deviation = 0.5): ParameterSpec {
  return { name, shape, start: { kind: 'normal', deviation }, decays: false };
}

/** Position of a weight: rows `row` to `row + rows` of a bank. */
export interface Placement {
  readonly spec: ParameterSpec;
  readonly bank: string;
  readonly row: number;
  readonly rows: number;
}

export interface Bank {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly decays: boolean;
}

/**
 * On the device, weights of one kind are in one bank: jax-js has a cost per array of a step and kernel, and the network
 * has 150 small arrays. The layers of a trunk share a bank per kind; all biases, gains and small embeddings share one
 * with rows of `width`.
 */
export interface Layout {
  readonly placements: ReadonlyMap<string, Placement>;
  readonly banks: readonly Bank[];
}

const VECTORS = 'vectors';

export function layoutOf(shape: NetworkShape): Layout {
  return layOut(parameterSpecs(shape), shape.width);
}

/** Lays any weights into banks; vectors in rows of `width`. */
export function layOut(specs: readonly ParameterSpec[], width: number): Layout {
  const placements = new Map<string, Placement>();
  const banks = new Map<string, Bank>();
  for (const spec of specs) {
    const isVector = spec.shape.length === 1;
    // `fast.0.feed.in` and `slow.2.feed.in` are one kind, `decoder.1.feed.in` another.
    const layered = /^(fast|slow|decoder)\.\d+\.(.*)$/.exec(spec.name);
    const kind = layered === null ? spec.name : `${layered[1] === 'decoder' ? 'decoder' : 'encoder'}.*.${layered[2]}`;
    const name = isVector ? VECTORS : kind;
    const columns = isVector ? width : spec.shape[1]!;
    const rows = isVector ? Math.ceil(spec.shape[0]! / columns) : spec.shape[0]!;
    const row = banks.get(name)?.rows ?? 0;
    banks.set(name, { name, rows: row + rows, columns, decays: spec.decays });
    placements.set(spec.name, { spec, bank: name, row, rows });
  }
  return { placements, banks: [...banks.values()] };
}

/** Named weights laid into banks (vectors padded with zeros to whole rows). */
export function toBanks(weights: Weights, layout: Layout): Weights {
  const out: Weights = {};
  for (const bank of layout.banks) out[bank.name] = new Float32Array(bank.rows * bank.columns);
  const columns = new Map(layout.banks.map((bank) => [bank.name, bank.columns]));
  for (const [name, { bank, row }] of layout.placements) out[bank]!.set(weights[name]!, row * columns.get(bank)!);
  return out;
}

/** The inverse of `toBanks`. */
export function fromBanks(banks: Weights, layout: Layout): Weights {
  const out: Weights = {};
  const columns = new Map(layout.banks.map((bank) => [bank.name, bank.columns]));
  for (const [name, { spec, bank, row }] of layout.placements) {
    const from = row * columns.get(bank)!;
    out[name] = banks[bank]!.slice(from, from + sizeOf(spec.shape));
  }
  return out;
}

/** Weights as plain numbers, as in checkpoints and exports. */
export type Weights = Record<string, Float32Array>;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** The weights, replaced by those of `known` where it has the same names. */
export function overlaid(weights: Weights, known: Weights = {}): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, known[name] ?? values]));
}

/** Initial weights: a pure function of the shape and the seed. */
export function initialWeights(shape: NetworkShape, seed: string | number): Weights {
  return startOf(parameterSpecs(shape), seed);
}

/** Initial weights of any specs: a pure function of them and the seed. */
export function startOf(specs: readonly ParameterSpec[], seed: string | number): Weights {
  const random = createRandom(`weights/${seed}`);
  const weights: Weights = {};
  for (const { name, shape: sides, start } of specs) {
    const values = new Float32Array(sizeOf(sides));
    if (start.kind === 'constant') values.fill(start.value);
    else for (let i = 0; i < values.length; i++) values[i] = start.deviation * random.normal();
    weights[name] = values;
  }
  return weights;
}
