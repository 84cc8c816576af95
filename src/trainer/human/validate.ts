import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { ModelPack, TokenJudge } from '../../judges';
import { loadCompactJudge, loadPack } from '../../judges';
import { nodeOrt, packFromFolder } from '../../judges/node';
import { expectedScore, levelsOf } from '../../quality';
import type { HumanMetrics } from '../evaluation/human';
import type { ReadClip } from './clip';
import { readClip } from './clip';
import type { Scores } from './metrics';
import { SCORED_DIMENSIONS, RESAMPLES, SMOOTHNESS, LAPLACIAN, MSCN, smoothness, humanMetrics } from './metrics';
import type { HumanLabel } from './labels';
import { parseLabels } from './labels';

/**
 * Scores every clip of a table of human scores with a pack, from the file on, and computes correlations. Human scores
 * are used to measure only, not to train.
 */
export async function validate(
  table: string,
  packFolder: string,
  onClip: (done: number, total: number) => void,
): Promise<Result<HumanMetrics>> {
  const labels = await readLabels(table);
  if (!labels.ok) return labels;
  const pack = await loadPack(packFromFolder(packFolder));
  if (!pack.ok) return pack;
  const opened = await openJudge(pack.value);
  if (!opened.ok) return opened;
  const judge = opened.value;
  const scores: Scores[] = [];
  for (const [index, label] of labels.value.entries()) {
    const clip = await readClip(join(dirname(table), label.file), judge.sampling.ratePerSecond);
    if (!clip.ok) return clip;
    const scored = await scoreClip(judge, clip.value);
    for (const window of clip.value.windows) window.release();
    if (!scored.ok) return scored;
    scores.push(scored.value);
    onClip(index + 1, labels.value.length);
  }
  await judge.dispose();
  return ok(humanMetrics(labels.value, scores, RESAMPLES, pack.value.manifest.files.encoder.sha256));
}

async function readLabels(table: string): Promise<Result<readonly HumanLabel[]>> {
  try {
    return parseLabels(await readFile(table, 'utf8'));
  } catch {
    return fail('unreadable-file', `${table} cannot be read. Name a CSV file with human scores.`);
  }
}

function openJudge(pack: ModelPack): Promise<Result<TokenJudge>> {
  const gpu = () => Promise.resolve(fail('no-webgpu', 'Validation runs on the CPU.'));
  return loadCompactJudge(pack, { provider: 'wasm', loader: nodeOrt, gpu });
}

/** Scores of one clip by scorer: dimensions, averaged over windows by their sampled frames, and the baselines. */
async function scoreClip(judge: TokenJudge, { windows, sharpness }: ReadClip): Promise<Result<Scores>> {
  const sums = new Map<string, number>();
  let frameCount = 0;
  const count = (scorer: string, weight: number, value: number): void => {
    sums.set(scorer, (sums.get(scorer) ?? 0) + weight * value);
  };
  for (const window of windows) {
    const reading = await judge.read(window);
    if (!reading.ok) return reading;
    const judged = await reading.value.judge({ dimensions: SCORED_DIMENSIONS });
    reading.value.release();
    if (!judged.ok) return judged;
    const weight = window.frames.length;
    frameCount += weight;
    for (const { id, profile, probabilities } of judged.value.distributions) {
      count(id, weight, expectedScore(levelsOf(profile), probabilities));
    }
    count(SMOOTHNESS, weight, smoothness(window.clip));
  }
  const means = new Map([...sums].map(([scorer, sum]) => [scorer, sum / frameCount]));
  return ok(means.set(LAPLACIAN, sharpness.laplacian).set(MSCN, sharpness.mscn));
}
