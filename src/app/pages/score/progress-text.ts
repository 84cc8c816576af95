import { unreachable } from '../../../base';
import type { Progress, Stage } from '../../../scoring';
import { formatCount, formatRate, formatTimeLeft } from '../../../base';

/** The name of a stage of scoring. */
export function stageName(stage: Stage): string {
  switch (stage) {
    case 'opening':
      return 'Opening the file';
    case 'loading-model':
      return 'Loading the model';
    case 'sampling':
      return 'Decoding and classifying frames';
    case 'judging':
      return 'Scoring';
    case 'explaining':
      return 'Writing the rationales';
    case 'done':
      return 'Finishing';
    default:
      return unreachable(stage);
  }
}

/** Fraction done, 0..1; undefined where the file does not say how long it is. */
export function fractionDone(progress: Progress | undefined): number | undefined {
  if (progress?.framesTotal === undefined || progress.framesTotal <= 0) return undefined;
  return Math.min(1, progress.framesDone / progress.framesTotal);
}

/** Frames done of total, rate and time left, as far as they are known. */
export function progressFacts(progress: Progress): readonly string[] {
  if (progress.framesDone === 0) return [];
  const total = progress.framesTotal === undefined ? '' : ` of ${formatCount(progress.framesTotal)}`;
  const facts = [`${formatCount(progress.framesDone)}${total} frames`];
  if (progress.rate > 0) facts.push(formatRate(progress.rate));
  if (progress.secondsLeft !== undefined) facts.push(formatTimeLeft(progress.secondsLeft));
  return facts;
}
