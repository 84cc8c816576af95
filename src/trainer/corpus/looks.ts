import { SLOW_PIXELS, SLOW_STATISTICS, SLOW_WIDTH } from '../../slowfast/tokens';
import type { PackedTokens } from './clip';
import { SLOW_SCALE } from './fixed';
import type { Base } from './opinions';
import { keeps } from './opinions';

/**
 * What people see in any clip, spoilt or not, measured on its tokens. In generated video they prefer rich detail to bare
 * areas and calm motion to jerks, beyond what any fault explains; in other video they take both as they come.
 */
export interface Looks {
  /** Mean share of a fragment's pixels that hardly differ from their neighbours, 0..1. */
  readonly flatness: number;
  /** How much the change from frame to frame itself changes, 0 (steady) to 1 (as much as between unrelated frames). */
  readonly jerk: number;
}

/** The share of a dimension's four points that looks at their worst take away. */
const WEIGHTS = { flatness: 0.9, jerk: 0.95 };

/** Change, in codes of 0..255, that masks as much: grain and coding noise of a still camera jerk nobody. */
const UNFELT_CODES = 4;

/** Independent frames have sqrt(3) times more second than first difference; with the floor, about so much of an excess. */
const MOST_EXCESS = 0.7;

/** An excess that steady motion has, too. */
const LEAST_EXCESS = 0.05;

const FLAT =
  SLOW_PIXELS + SLOW_STATISTICS.indexOf('flat fraction: |gradient| over 1 px below 2 codes in both directions');

export function looksOf({ slow, slowRows, clip }: Pick<PackedTokens, 'slow' | 'slowRows' | 'clip'>): Looks {
  let flat = 0;
  for (let row = 0; row < slowRows; row++) flat += slow[row * SLOW_WIDTH + FLAT]! / SLOW_SCALE[FLAT]!;
  return { flatness: flat / Math.max(1, slowRows), jerk: jerkOf(Math.expm1(clip[0]!), Math.expm1(clip[1]!)) };
}

/** Of the means of |d1| and |d2|, in codes: by Weber's law their difference counts against the change there is. */
function jerkOf(first: number, second: number): number {
  const excess = (second - first) / (first + UNFELT_CODES);
  return Math.min(1, Math.max(0, (excess - LEAST_EXCESS) / (MOST_EXCESS - LEAST_EXCESS)));
}

/** What looks leave of a dimension's four points, of Q-Save's two own dimensions only. */
export function baseOfLooks({ flatness, jerk }: Looks): Base {
  return { 'visual-quality': keeps(WEIGHTS.flatness, flatness), 'dynamic-quality': keeps(WEIGHTS.jerk, jerk) };
}
