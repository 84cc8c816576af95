import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { loadCompactModel } from '../../model/load';
import { loadPack } from '../../model/pack';
import type { QualityModel } from '../../model/quality-model';
import { nodeOrt } from '../../model/runtime-node';
import { packFromFolder } from '../../model/source-node';
import type { DimensionId } from '../../quality/dimensions';
import { expectedScore, levelsOf } from '../../quality/levels';
import type { PackedWindow } from '../../slowfast/tokens';
import { srcc } from '../../statistics/srcc';
import type { HumanFigures, HumanRow } from '../evaluation/figures';
import type { HumanLabel } from './labels';
import { parseLabels } from './labels';
import { windowsOfFile } from './windows';

/** What is held against what. Human scores of generated video measure the Q-Save profile; the others stand beside it. */
const PAIRS: readonly (readonly [DimensionId, string])[] = [
  ['dynamic-quality', 'temporal_quality'],
  ['motion-quality', 'temporal_quality'],
  ['visual-quality', 'static_quality'],
  ['clarity-quality', 'static_quality'],
];

/** The feature that any model has to beat: minus the mean second temporal difference over the mean first one. */
export const GUARD_RAIL = '-(mean |d2| / mean |d1|)';

/**
 * Scores every clip of a table of human labels with a pack, the whole way from the file, and correlates. Labels measure
 * here; they train nothing.
 */
export async function validate(
  table: string,
  packFolder: string,
  onClip: (done: number, total: number) => void,
): Promise<Result<HumanFigures>> {
  const labels = await readLabels(table);
  if (!labels.ok) return labels;
  const model = await openModel(packFolder);
  if (!model.ok) return model;
  const scores: ReadonlyMap<string, number>[] = [];
  for (const [index, label] of labels.value.entries()) {
    const windows = await windowsOfFile(join(dirname(table), label.file), model.value.manifest.sampling.ratePerSecond);
    if (!windows.ok) return windows;
    const scored = await scoreWindows(model.value, windows.value);
    for (const window of windows.value) window.release();
    if (!scored.ok) return scored;
    scores.push(scored.value);
    onClip(index + 1, labels.value.length);
  }
  await model.value.dispose();
  const compared = [...PAIRS, [GUARD_RAIL, 'temporal_quality'] as const, [GUARD_RAIL, 'static_quality'] as const];
  return ok({
    dataset: 'FETV, examples of its public repository, CC-BY 4.0',
    clips: labels.value.length,
    generators: new Set(labels.value.map(({ model: generator }) => generator)).size,
    rows: compared.map(([scorer, target]) => compare(labels.value, scores, scorer, target)),
  });
}

async function readLabels(table: string): Promise<Result<readonly HumanLabel[]>> {
  try {
    return parseLabels(await readFile(table, 'utf8'));
  } catch {
    return fail('unreadable-file', `${table} cannot be read. Name a CSV file with human scores.`);
  }
}

async function openModel(folder: string): Promise<Result<QualityModel>> {
  const pack = await loadPack(packFromFolder(folder));
  if (!pack.ok) return pack;
  const gpu = () => Promise.resolve(fail('no-webgpu', 'Validation runs on the CPU.'));
  return loadCompactModel(pack.value, { provider: 'wasm', loader: nodeOrt, gpu });
}

/** Scores of one clip by scorer: dimensions over windows weighted by their moments, and the guard-rail feature. */
async function scoreWindows(
  model: QualityModel,
  windows: readonly PackedWindow[],
): Promise<Result<ReadonlyMap<string, number>>> {
  const sums = new Map<string, number>();
  let moments = 0;
  const count = (scorer: string, weight: number, value: number): void => {
    sums.set(scorer, (sums.get(scorer) ?? 0) + weight * value);
  };
  for (const window of windows) {
    const encoded = await model.encode(window);
    if (!encoded.ok) return encoded;
    const judged = await encoded.value.judge(PAIRS.map(([id]) => id));
    encoded.value.release();
    if (!judged.ok) return judged;
    const weight = window.frames.length;
    moments += weight;
    for (const { id, profile, probabilities } of judged.value) {
      count(id, weight, expectedScore(levelsOf(profile), probabilities));
    }
    count(GUARD_RAIL, weight, guardRail(window.clip));
  }
  return ok(new Map([...sums].map(([scorer, sum]) => [scorer, sum / moments])));
}

export function guardRail(clip: ArrayLike<number>): number {
  const first = Math.expm1(clip[0]!);
  // A clip in which nothing moves has nothing jerky either.
  return first > 0 ? -Math.expm1(clip[1]!) / first : 0;
}

function compare(
  labels: readonly HumanLabel[],
  scores: readonly ReadonlyMap<string, number>[],
  scorer: string,
  target: string,
): HumanRow {
  const correlate = (places: readonly number[]): number | undefined =>
    srcc(
      places.map((place) => scores[place]!.get(scorer) ?? NaN),
      places.map((place) => labels[place]!.scores[target]!),
    );
  const all = labels.map((_, place) => place);
  const generators = [...new Set(labels.map(({ model }) => model))];
  const each = generators
    .map((generator) => correlate(all.filter((place) => labels[place]!.model === generator)))
    .filter((value) => value !== undefined);
  const within = each.length === 0 ? undefined : each.reduce((a, b) => a + b, 0) / each.length;
  return { scorer, target, srcc: correlate(all), within };
}
