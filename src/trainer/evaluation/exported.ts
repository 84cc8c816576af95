import { createRandom } from '../../base/random';
import { expectedScore } from '../../quality/levels';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast/tokens';
import type { ClipLabel, PackedClip, Split } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import type { ExportedModel, WindowNumbers } from '../export/session';
import { promptQuestion } from '../export/verify';
import { PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { ClipSource, TokenUnits } from '../training/source';
import { agreement } from './agreement';
import type { LevelCalibration } from './calibration';
import { levelCalibration } from './calibration';
import type { Ceilings } from './ceiling';
import { noiseCeiling } from './ceiling';
import type { FaultFigures } from './faults';
import { faultFigures } from './faults';
import type { Evaluation } from './network';
import type { ReasonGuide } from './reason-guide';
import type { AnsweredClip, ReasonFigures } from './reasons';
import { reasonFigures } from './reasons';
import type { SaidLevels } from './said-levels';
import { saidLevels } from './said-levels';
import { writeAnswers } from './written';

/** Level probabilities of every dimension, out of the logits of `promptQuestion()`: softmax over its scale (4.2.2). */
export function levelProbabilities(logits: Float32Array): number[][] {
  return TRAINED_DIMENSIONS.map((id, row) => {
    const from = (row * PROMPT_WORDS + PROMPT_WORDS - 1) * VOCABULARY.length;
    const levels = levelsOfDimension(id).map((level) => logits[from + wordId(level.word)]!);
    const largest = Math.max(...levels);
    const masses = levels.map((logit) => Math.exp(logit - largest));
    const total = masses.reduce((a, b) => a + b, 0);
    return masses.map((mass) => mass / total);
  });
}

/** A packed clip's rows as plain numbers, all of them. */
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

/** What the exported files were measured to do on a split. */
export interface ExportedFigures {
  readonly evaluation: Evaluation;
  readonly ceilings: Ceilings;
  readonly saidLevels: readonly SaidLevels[];
  readonly calibration: readonly LevelCalibration[];
  readonly reasons: ReasonFigures;
  readonly faults: FaultFigures;
}

/** Every fault's probability in every clip of a split, [clips][FAULTS]. */
export async function faultProbabilities(
  source: ClipSource,
  split: Split,
  exported: ExportedModel,
): Promise<Float32Array[]> {
  const probabilities: Float32Array[] = [];
  for (const [index] of source.labels(split).entries()) {
    probabilities.push((await exported.read(windowOf(source.clip(split, index), source.units))).faults);
  }
  return probabilities;
}

/**
 * Asks the exported files for every rating, rationale and fault of a split, every cached row of every clip in use.
 *
 * @param reasons the guide of the rationales.
 * @param thresholds probability of each fault from which it is said to be there.
 */
export async function evaluateExported(
  source: ClipSource,
  split: Split,
  exported: ExportedModel,
  { reasons, thresholds }: { readonly reasons: ReasonGuide; readonly thresholds: readonly number[] },
  onClip: (done: number, total: number) => void,
): Promise<ExportedFigures> {
  const labels = source.labels(split);
  const distributions: number[][][] = [];
  const answered: AnsweredClip[] = [];
  const faults: Float32Array[] = [];
  for (const [index, label] of labels.entries()) {
    const window = await exported.read(windowOf(source.clip(split, index), source.units));
    distributions.push(levelProbabilities(await window.logits(promptQuestion())));
    faults.push(window.faults);
    answered.push({ label, answers: await writeAnswers(window, reasons) });
    onClip(index + 1, labels.length);
  }
  return {
    ...ratingFigures(labels, distributions),
    reasons: reasonFigures(answered),
    faults: faultFigures(faults, labels, thresholds),
  };
}

/** @param distributions [clips][dimensions][levels] */
function ratingFigures(
  labels: readonly ClipLabel[],
  distributions: readonly (readonly (readonly number[])[])[],
): Omit<ExportedFigures, 'reasons' | 'faults'> {
  const each = TRAINED_DIMENSIONS.map((id, row) => {
    const shares = distributions.map((clip) => clip[row]!);
    const scores = shares.map((levels) => expectedScore(levelsOfDimension(id), levels));
    const opinions = labels.map((label) => label.opinions[id]);
    const mos = opinions.map((opinion) => opinion.mos);
    const ratings = opinions.map((opinion) => opinion.ratings);
    return {
      id,
      agreement: agreement(id, scores, mos),
      ceiling: noiseCeiling(ratings, createRandom(`ceiling/${id}`)),
      said: saidLevels(id, shares, mos),
      calibration: levelCalibration(id, shares, mos),
    };
  });
  return {
    evaluation: each.map(({ agreement }) => agreement),
    ceilings: Object.fromEntries(each.flatMap(({ id, ceiling }) => (ceiling === undefined ? [] : [[id, ceiling]]))),
    saidLevels: each.flatMap(({ said }) => said ?? []),
    calibration: each.flatMap(({ calibration }) => calibration ?? []),
  };
}
