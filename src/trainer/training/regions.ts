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

/** The region after the picture is transposed, then mirrored. */
export function orientRegion(region: RegionWord, { transpose, mirrorX, mirrorY }: Orientation): RegionWord {
  let turned = transpose ? (TRANSPOSED[region] ?? region) : region;
  if (mirrorX) turned = ACROSS[turned] ?? turned;
  return mirrorY ? (DOWN[turned] ?? turned) : turned;
}

/** The inverse of `orientRegion`. */
export function uprightRegion(region: RegionWord, { transpose, mirrorX, mirrorY }: Orientation): RegionWord {
  let turned = mirrorY ? (DOWN[region] ?? region) : region;
  if (mirrorX) turned = ACROSS[turned] ?? turned;
  return transpose ? (TRANSPOSED[turned] ?? turned) : turned;
}

/** The same words with every region replaced by `turn`. */
export function turnWords(words: readonly string[], turn: (region: RegionWord) => RegionWord): string[] {
  return words.map((word) => (isRegion(word) ? turn(word) : word));
}

function isRegion(word: string): word is RegionWord {
  return (REGIONS as readonly string[]).includes(word);
}
