import type { Colour } from '../media';
import { yuvToRgb } from '../media';
import { COLOUR_BITS } from './constants';

/** Coefficients of YUV to RGB (media/colour.ts) in fixed point; `yOffset` is an integer as it is. */
export interface FixedColour {
  readonly yOffset: number;
  readonly yScale: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
}

export function fixedColour(colour: Colour): FixedColour {
  const exact = yuvToRgb(colour);
  const fix = (value: number): number => Math.round(value * (1 << COLOUR_BITS));
  return {
    yOffset: exact.yOffset,
    yScale: fix(exact.yScale),
    rv: fix(exact.rv),
    gu: fix(exact.gu),
    gv: fix(exact.gv),
    bu: fix(exact.bu),
  };
}
