import { FAST_STATISTICS, SLOW_STATISTICS } from '../../slowfast';
import type { Scaling } from './features';
import { CLIP_INPUTS, writeScaled } from './features';
import { SUMMARY_WIDTHS } from './summary';

/** Scaling of every input of the network except pixels, measured on the training split. */
export interface Scalings {
  readonly fast: Scaling;
  readonly slow: Scaling;
  readonly clip: Scaling;
  /**
   * Scaling of summary features. Correlations, shares and deviations vary far less than means; unscaled, a network
   * would learn from the means only.
   */
  readonly fastSummary: Scaling;
  readonly slowSummary: Scaling;
}

/** Widths of everything that is scaled. */
export const SCALED_WIDTHS: Readonly<Record<keyof Scalings, number>> = {
  fast: FAST_STATISTICS.length,
  slow: SLOW_STATISTICS.length,
  clip: CLIP_INPUTS,
  fastSummary: SUMMARY_WIDTHS.fast,
  slowSummary: SUMMARY_WIDTHS.slow,
};

export const SCALINGS = Object.keys(SCALED_WIDTHS) as readonly (keyof Scalings)[];

export function identityScalings(): Scalings {
  const identity = (width: number): Scaling => ({
    offset: new Float32Array(width),
    factor: new Float32Array(width).fill(1),
  });
  return Object.fromEntries(SCALINGS.map((name) => [name, identity(SCALED_WIDTHS[name])])) as unknown as Scalings;
}

/** Scaled summary features are clamped to this. */
export const SUMMARY_SPREAD_LIMIT = 4;

export function scaledSummary(summary: Float32Array, scaling: Scaling): Float32Array {
  const out = new Float32Array(summary.length);
  writeScaled(out, 0, summary, scaling);
  return out.map((value) => Math.max(-SUMMARY_SPREAD_LIMIT, Math.min(SUMMARY_SPREAD_LIMIT, value)));
}
