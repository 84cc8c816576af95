import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Golden, Manifest } from '../../judges';
import { goldenWindow } from '../../judges';
import { dimension, promptOf } from '../../quality';
import { DEFAULT_SLOWFAST, MINI_BUDGET, TOKEN_LAYOUT } from '../../slowfast';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { levelProbabilities, promptQuestion } from '../exported/questions';
import type { Network } from '../network/network';
import type { RationaleGuide } from '../evaluation/rationale-guide';
import { ARTIFACTS, MAX_LENGTH, PATHWAYS, VOCABULARY, levelsOfDimension } from '../network/shape';
import { networkArtifacts, networkLogits } from './reference';

export const PACK_NAME = 'slowglass-mini';
export const SAMPLES_PER_SECOND = 8;
const CARD = 'README.md';
const GOLDEN = { seed: 20, fastRows: 64, slowRows: 36, tolerance: 1e-3 };

export interface PackFiles {
  readonly version: string;
  readonly encoder: Uint8Array;
  readonly decoder: Uint8Array;
  readonly rationale: RationaleGuide;
  readonly golden: Golden;
  readonly card: string;
  /** Pictures that the card shows, by file name. */
  readonly pictures: ReadonlyMap<string, string>;
}

/**
 * The golden answer, from the network itself and not from the exported files, so that it detects errors of their
 * runtime.
 */
export async function goldenAnswer(network: Network): Promise<Golden> {
  const window = goldenWindow(GOLDEN.seed, GOLDEN.fastRows, GOLDEN.slowRows);
  const probabilities = levelProbabilities(await networkLogits(network, window, promptQuestion()));
  const expected = Object.fromEntries(TRAINED_DIMENSIONS.map((id, row) => [id, probabilities[row]!]));
  const artifacts = Array.from(await networkArtifacts(network, window));
  return { ...GOLDEN, expected, artifacts };
}

/** Writes a model pack into `folder`. Returns the total size of its files in bytes. */
export function writePack(folder: string, files: PackFiles): number {
  mkdirSync(folder, { recursive: true });
  const golden = new TextEncoder().encode(`${JSON.stringify(files.golden, undefined, 2)}\n`);
  const manifest = manifestOf(files, golden);
  const all: [string, Uint8Array][] = [
    [manifest.files.encoder.path, files.encoder],
    [manifest.files.decoder.path, files.decoder],
    [manifest.files.golden.path, golden],
    [CARD, new TextEncoder().encode(files.card)],
    ...[...files.pictures].map(([name, svg]): [string, Uint8Array] => [name, new TextEncoder().encode(svg)]),
    ['manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`)],
  ];
  for (const [name, bytes] of all) writeFileSync(join(folder, name), bytes);
  return all.reduce((sum, [, bytes]) => sum + bytes.length, 0);
}

/** SHA-256 in hexadecimal, as in manifests. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function manifestOf({ version, encoder, decoder, rationale }: PackFiles, golden: Uint8Array): Manifest {
  const file = (path: string, bytes: Uint8Array): Manifest['files']['encoder'] => ({
    path,
    sha256: digestOf(bytes),
    bytes: bytes.length,
  });
  const { patchCosine, frameSimilarity, windowFrames } = DEFAULT_SLOWFAST;
  return {
    schema: 2,
    kind: 'compact',
    name: PACK_NAME,
    version,
    sampling: { ratePerSecond: SAMPLES_PER_SECOND, windowFrames },
    slowfast: { patchCosine, frameSimilarity },
    packing: { layout: TOKEN_LAYOUT, ...MINI_BUDGET },
    vocabulary: [...VOCABULARY],
    maxLength: MAX_LENGTH,
    artifacts: [...ARTIFACTS],
    rationale,
    dimensions: TRAINED_DIMENSIONS.map((id) => ({
      id,
      profile: dimension(id).profile,
      prompt: [...promptOf(id)],
      levels: levelsOfDimension(id).map((level) => level.word),
      pathways: [...PATHWAYS[id]],
    })),
    files: {
      encoder: file('encoder.onnx', encoder),
      decoder: file('decoder.onnx', decoder),
      golden: file('golden.json', golden),
    },
    card: CARD,
  };
}
