import { createRandom } from '../../base';
import { expectedScore } from '../../quality';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { ClipLabel, PackedClip, Split } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { ExportedModel, WindowNumbers } from '../exported/session';
import { levelProbabilities, promptQuestion } from '../exported/questions';
import { levelsOfDimension } from '../network/shape';
import type { ClipSource, TokenUnits } from '../training/source';
import { agreement } from './agreement';
import type { LevelCalibration } from './calibration';
import { levelCalibration } from './calibration';
import type { Ceilings } from './ceiling';
import { noiseCeiling } from './ceiling';
import type { ArtifactMetrics } from './artifacts';
import { artifactMetrics } from './artifacts';
import type { Evaluation } from './network';
import type { RationaleGuide } from './rationale-guide';
import type { AnsweredClip, RationaleMetrics } from './rationales';
import { rationaleMetrics } from './rationales';
import type { PredictedLevels } from './predicted-levels';
import { predictedLevels } from './predicted-levels';
import { writeAnswers } from './written';

/** All rows of a packed clip as plain numbers. */
export function windowOf(clip: PackedClip, units: TokenUnits): WindowNumbers {
  const decode = (data: Int16Array, rows: number, width: number, unit: Float32Array): Float32Array => {
    const out = new Float32Array(rows * width);
    for (let i = 0; i < out.length; i++) out[i] = data[i]! * unit[i % width]!;
    return out;
  };
  return {
    fast: decode(clip.fast, clip.fastRows, FAST_WIDTH, units.fast),
    slow: decode(clip.slow, clip.slowRows, SLOW_WIDTH, units.slow),
    clip: clip.clip,
  };
}

/** Results of the exported files on a split. */
export interface ExportedMetrics {
  readonly evaluation: Evaluation;
  readonly ceilings: Ceilings;
  readonly predictedLevels: readonly PredictedLevels[];
  readonly calibration: readonly LevelCalibration[];
  readonly rationale: RationaleMetrics;
  readonly artifacts: ArtifactMetrics;
}

/** Probability of every artifact in every clip of a split, [clips][ARTIFACTS]. */
export async function artifactProbabilities(
  source: ClipSource,
  split: Split,
  exported: ExportedModel,
): Promise<Float32Array[]> {
  const probabilities: Float32Array[] = [];
  for (const [index] of source.labels(split).entries()) {
    probabilities.push((await exported.read(windowOf(source.clip(split, index), source.units))).artifacts);
  }
  return probabilities;
}

/**
 * Measures level distributions, rationales and artifacts of the exported files on a split, with all stored rows of
 * every clip.
 *
 * @param thresholds probability of each artifact from which it is reported.
 */
export async function evaluateExported(
  source: ClipSource,
  split: Split,
  exported: ExportedModel,
  { rationale, thresholds }: { readonly rationale: RationaleGuide; readonly thresholds: readonly number[] },
  onClip: (done: number, total: number) => void,
): Promise<ExportedMetrics> {
  const labels = source.labels(split);
  const distributions: number[][][] = [];
  const answered: AnsweredClip[] = [];
  const artifacts: Float32Array[] = [];
  for (const [index, label] of labels.entries()) {
    const window = await exported.read(windowOf(source.clip(split, index), source.units));
    distributions.push(levelProbabilities(await window.logits(promptQuestion())));
    artifacts.push(window.artifacts);
    answered.push({ label, answers: await writeAnswers(window, rationale) });
    onClip(index + 1, labels.length);
  }
  return {
    ...ratingMetrics(labels, distributions),
    rationale: rationaleMetrics(answered),
    artifacts: artifactMetrics(artifacts, labels, thresholds),
  };
}

/** @param distributions [clips][dimensions][levels] */
function ratingMetrics(
  labels: readonly ClipLabel[],
  distributions: readonly (readonly (readonly number[])[])[],
): Omit<ExportedMetrics, 'rationale' | 'artifacts'> {
  const each = TRAINED_DIMENSIONS.map((id, row) => {
    const shares = distributions.map((clip) => clip[row]!);
    const scores = shares.map((levels) => expectedScore(levelsOfDimension(id), levels));
    const dimensionRatings = labels.map((label) => label.dimensionRatings[id]);
    const mos = dimensionRatings.map((dimensionRating) => dimensionRating.mos);
    const ratings = dimensionRatings.map((dimensionRating) => dimensionRating.ratings);
    return {
      id,
      agreement: agreement(id, scores, mos),
      ceiling: noiseCeiling(ratings, createRandom(`ceiling/${id}`)),
      predicted: predictedLevels(id, shares, mos),
      calibration: levelCalibration(id, shares, mos),
    };
  });
  return {
    evaluation: each.map(({ agreement }) => agreement),
    ceilings: Object.fromEntries(each.flatMap(({ id, ceiling }) => (ceiling === undefined ? [] : [[id, ceiling]]))),
    predictedLevels: each.flatMap(({ predicted }) => predicted ?? []),
    calibration: each.flatMap(({ calibration }) => calibration ?? []),
  };
}
