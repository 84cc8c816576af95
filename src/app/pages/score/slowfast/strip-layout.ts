/** The position of each frame of the strip. A strip of ten thousand frames draws only those in view. */
export interface StripLayout {
  /** Left edge of each cell in pixels; one more entry for the end of the last. */
  readonly lefts: Float64Array;
  readonly width: number;
}

/** Sizes in rem: the strip grows with the page's font. */
export const SLOW_PICTURE_REM = 4.8;
export const FAST_PICTURE_REM = 3.1;
const GAP_REM = 0.4;
/** A time stamp fits under the narrowest picture. */
const MIN_CELL_REM = 3.3;
const MAX_ASPECT = 2.4;

export function pictureSize(
  pathway: 'slow' | 'fast',
  aspect: number,
  rem: number,
): { readonly width: number; readonly height: number } {
  const height = Math.round((pathway === 'slow' ? SLOW_PICTURE_REM : FAST_PICTURE_REM) * rem);
  return { width: Math.round(height * Math.min(MAX_ASPECT, aspect)), height };
}

/** `aspect` is the pictures' width over height, `rem` the root font's size in pixels. */
export function layOutStrip(
  frames: readonly { readonly pathway: 'slow' | 'fast' }[],
  aspect: number,
  rem: number,
): StripLayout {
  const lefts = new Float64Array(frames.length + 1);
  frames.forEach(({ pathway }, i) => {
    lefts[i + 1] = lefts[i]! + Math.max(MIN_CELL_REM * rem, pictureSize(pathway, aspect, rem).width) + GAP_REM * rem;
  });
  return { lefts, width: Math.max(0, lefts[frames.length]! - GAP_REM * rem) };
}

/** First and one-past-last frame that touch the pixels from..to. */
export function framesInSight({ lefts }: StripLayout, from: number, to: number): readonly [number, number] {
  const count = lefts.length - 1;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lefts[middle + 1]! <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < count && lefts[end]! < to) end++;
  return [low, end];
}
