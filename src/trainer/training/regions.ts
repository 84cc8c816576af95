import type { RegionWord } from '../../quality';
import { REGIONS } from '../../quality';
import type { Orientation } from '../network/orientation';

const ACROSS: Partial<Record<RegionWord, RegionWord>> = { left: 'right', right: 'left' };
const DOWN: Partial<Record<RegionWord, RegionWord>> = { top: 'bottom', bottom: 'top' };
const TRANSPOSED: Partial<Record<RegionWord, RegionWord>> = {
  left: 'top',
  top: 'left',
  right: 'bottom',
  bottom: 'right',
};

/** Where a region lies once the picture is turned: transposed, then mirrored. */
export function orientRegion(region: RegionWord, { transpose, mirrorX, mirrorY }: Orientation): RegionWord {
  let seen = transpose ? (TRANSPOSED[region] ?? region) : region;
  if (mirrorX) seen = ACROSS[seen] ?? seen;
  return mirrorY ? (DOWN[seen] ?? seen) : seen;
}

/** The inverse of `orientRegion`: where a region seen in the turned picture lies in the picture as it is. */
export function uprightRegion(region: RegionWord, { transpose, mirrorX, mirrorY }: Orientation): RegionWord {
  let seen = mirrorY ? (DOWN[region] ?? region) : region;
  if (mirrorX) seen = ACROSS[seen] ?? seen;
  return transpose ? (TRANSPOSED[seen] ?? seen) : seen;
}

/** The same words with every region named through `turn`. */
export function turnWords(words: readonly string[], turn: (region: RegionWord) => RegionWord): string[] {
  return words.map((word) => (isRegion(word) ? turn(word) : word));
}

function isRegion(word: string): word is RegionWord {
  return (REGIONS as readonly string[]).includes(word);
}
