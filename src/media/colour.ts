import type { Colour, ColourMatrix } from './frame';

/** Luma weights Kr and Kb of each matrix (ITU-R BT.601, BT.709, BT.2020 non-constant luminance). */
const LUMA_WEIGHTS: Record<ColourMatrix, { kr: number; kb: number }> = {
  bt601: { kr: 0.299, kb: 0.114 },
  bt709: { kr: 0.2126, kb: 0.0722 },
  bt2020: { kr: 0.2627, kb: 0.0593 },
};

/**
 * Coefficients of R = yScale*(Y - yOffset) + rv*(V-128), G = ... + gu*(U-128) + gv*(V-128), B = ... + bu*(U-128),
 * with Y, U, V and R, G, B in 8-bit code values. The CPU path, the shaders and the trainer all use this matrix.
 */
export interface YuvToRgb {
  readonly yOffset: number;
  readonly yScale: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
}

export function yuvToRgb(colour: Colour): YuvToRgb {
  const { kr, kb } = LUMA_WEIGHTS[colour.matrix];
  const kg = 1 - kr - kb;
  const chroma = colour.fullRange ? 1 : 255 / 224;
  return {
    yOffset: colour.fullRange ? 0 : 16,
    yScale: colour.fullRange ? 1 : 255 / 219,
    rv: 2 * (1 - kr) * chroma,
    gu: ((-2 * (1 - kb) * kb) / kg) * chroma,
    gv: ((-2 * (1 - kr) * kr) / kg) * chroma,
    bu: 2 * (1 - kb) * chroma,
  };
}

/** The colour of an untagged stream: players decide by the number of lines. */
export function untaggedColour(height: number): Colour {
  return { matrix: height >= 720 ? 'bt709' : 'bt601', fullRange: false };
}
