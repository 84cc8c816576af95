import type { Calibration } from '../../../statistics';
import { binOf, calibration } from '../../../statistics';
import type { Dimension, LevelProbabilities } from './dataset';

const BINS = 10;

/** Calibration of a method's level distributions. */
export interface MethodCalibration {
  readonly method: string;
  /** Clips with a distribution and a human score. */
  readonly clips: number;
  readonly calibration: Calibration;
  /** For each bin the rows, from 1, of the clips with a prediction in it. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * Counts every level of every clip as one prediction with its probability. It is observed where the human score is nearest
 * to that level. A score halfway counts for the lower level, as in the mapping of MOS to ratings (Q-Save 3.4.2).
 */
export function calibrationsOf({ human, distributions }: Dimension): MethodCalibration[] {
  return distributions.flatMap(({ method, levels, columns }) => {
    const clips = [...human.keys()].filter((row) => !Number.isNaN(human[row]!) && complete(columns, row));
    const predicted = clips.flatMap((row) => columns.map((column) => column[row]!));
    const observed = clips.flatMap((row) => {
      const nearest = nearestOf(levels, human[row]!);
      return levels.map((_, at) => (at === nearest ? 1 : 0));
    });
    const result = levels.length < 2 ? undefined : calibration(predicted, observed, BINS);
    if (result === undefined) return [];
    const rows = Array.from({ length: BINS }, () => new Set<number>());
    predicted.forEach((probability, at) =>
      rows[binOf(probability, BINS)]!.add(clips[Math.floor(at / levels.length)]! + 1),
    );
    const filled = rows.filter((each) => each.size > 0).map((each) => [...each]);
    return [{ method, clips: clips.length, calibration: result, rows: filled }];
  });
}

function complete(columns: LevelProbabilities['columns'], row: number): boolean {
  return columns.every((column) => !Number.isNaN(column[row]!));
}

function nearestOf(levels: readonly number[], score: number): number {
  let best = 0;
  levels.forEach((level, at) => {
    if (Math.abs(level - score) < Math.abs(levels[best]! - score) - 1e-12) best = at;
  });
  return best;
}
