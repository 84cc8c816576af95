/**
 * Numbers of the packing arithmetic that the CPU code and the shaders share, beside the token layout (tokens.ts) and
 * the geometry (geometry.ts). `gpu/wgsl.ts` prints them in front of every shader.
 */

/** Weights of a vertical resize: a weighted sum of bytes fits 16 bits, so two sums share one 32-bit word. */
export const VERTICAL_BITS = 8;
/** Weights of a horizontal resize: 16 + 14 bits stay inside a signed 32-bit integer. */
export const HORIZONTAL_BITS = 14;

/** Coefficients of YUV to RGB in fixed point. */
export const COLOUR_BITS = 14;
/** Reciprocals of RGB to HSV in fixed point. */
export const HSV_BITS = 12;

/** Squared cosines in fixed point. */
export const COSINE_BITS = 24;
/** Fractions of similar patches in fixed point. */
export const FRAME_BITS = 20;

/** Motion is searched up to this many cells of a 64x64 frame away (a tenth of the frame), then refined at 128x128. */
export const SEARCH_CELLS = 6;
/** Steps of one code value in a motion frame: finer than 8 bits, and integers, so that the GPU computes equal sums. */
export const CODE_STEPS = 16;
/**
 * Cost of one step away from zero motion, in steps of a code value summed over the block. Among equal matches, and in
 * noise on a flat area, the nearest match is the true one.
 */
export const COARSE_STEP_COST = 15;
export const FINE_STEP_COST = 50;

/** Added to both sides of a ratio of residuals, code values: smaller differences are coding noise. */
export const RATIO_FLOOR = 0.3;
/** Added to speeds under a change of velocity, 128ths of the frame. */
export const SPEED_FLOOR = 0.5;

/** Added to mean differences on both sides of a ratio, code values: smaller ones are coding noise. */
export const DIFFERENCE_FLOOR = 0.3;
/** Added to mean squares of optical flow residuals, squared code values. */
export const RESIDUAL_FLOOR = 0.1;
/** Added to the product of the deviations under a correlation, squared code values. */
export const CORRELATION_FLOOR = 0.5;
/** Added to the diagonal of a window's structure tensor, with RIDGE_SHARE of its trace, to keep it well conditioned. */
export const RIDGE = 0.5;
export const RIDGE_SHARE = 0.01;
/** Optical flow is one vector per window of this side, and one per window of twice that side. */
export const FLOW_WINDOW_PX = 4;

/** Bounds of clipped luma, code values. */
export const CLIPPED_LOW = 2;
export const CLIPPED_HIGH = 253;
/** Gradients below this count as flat, code values. */
export const FLAT_BELOW = 2;
/** Half the side of the square that luma is normalised by, pixels. */
export const NORMALISE_REACH = 2;
/** Added to the standard deviation there, code values, so that flat areas stay flat (BRISQUE's C). */
export const CONTRAST_FLOOR = 1;
/** Added to the gradient's energy under its coherence, squared code values: rounding has no direction. */
export const COHERENCE_FLOOR = 1;
