import type { PlanarFrame } from '../../media';
import { yuvToRgb } from '../../media';
import { fragmentOrigins } from '../geometry';
import { fixedColour } from '../fixed-colour';

export interface SamplePlace {
  readonly index: number;
  /** Place in the window, and seconds since its first instant. */
  readonly slot: number;
  readonly seconds: number;
  readonly restart: boolean;
  /** Low-resolution slots of the frame and of the source frames before it. */
  readonly low: readonly number[];
  /** Slot of the previous sampled frame, when there is one. */
  readonly lastSample: number | undefined;
}

/** The values of the WGSL struct SampledFrame. */
export function sampleValues({ colour, width, height }: PlanarFrame, place: SamplePlace) {
  const exact = yuvToRgb(colour);
  const fixed = fixedColour(colour);
  const [now = 0, before = 0, earlier = 0] = place.low;
  return {
    y_offset: exact.yOffset,
    y_scale: exact.yScale,
    rv: exact.rv,
    gu: exact.gu,
    gv: exact.gv,
    bu: exact.bu,
    fixed_y_offset: fixed.yOffset,
    fixed_y_scale: fixed.yScale,
    fixed_rv: fixed.rv,
    fixed_gu: fixed.gu,
    fixed_gv: fixed.gv,
    fixed_bu: fixed.bu,
    slot: place.slot,
    seconds: place.seconds,
    restart: place.restart ? 1 : 0,
    differences: place.low.length - 1,
    follows: place.lastSample === undefined ? 0 : 1,
    low: [now, before, earlier, place.lastSample ?? 0],
    origins: fragmentOrigins(width, height, place.index),
  };
}

export type SampleValues = ReturnType<typeof sampleValues>;
