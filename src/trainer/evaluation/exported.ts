import { expectedScore } from '../../quality/levels';
import type { Split } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import type { ExportedModel, WindowNumbers } from '../export/session';
import { promptQuestion } from '../export/verify';
import { PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { ClipSource, TokenUnits } from '../training/source';
import type { PackedClip } from '../corpus/clip';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast/tokens';
import { agreement } from './agreement';
import type { Evaluation } from './network';

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

/** The exported files' agreement with the raters of a split, every cached row of every clip in use. */
export async function evaluateExported(
  source: ClipSource,
  split: Split,
  exported: ExportedModel,
  onClip: (done: number, total: number) => void,
): Promise<Evaluation> {
  const labels = source.labels(split);
  const scores: number[][] = [];
  for (let index = 0; index < labels.length; index++) {
    const window = windowOf(source.clip(split, index), source.units);
    const probabilities = levelProbabilities(await exported.logits(window, promptQuestion()));
    scores.push(TRAINED_DIMENSIONS.map((id, row) => expectedScore(levelsOfDimension(id), probabilities[row]!)));
    onClip(index + 1, labels.length);
  }
  return TRAINED_DIMENSIONS.map((id, column) =>
    agreement(
      id,
      scores.map((row) => row[column]!),
      labels.map((label) => label.opinions[id].mos),
    ),
  );
}
