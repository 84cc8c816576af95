import { PATCH_AREA, PATCH_PX } from '../../slowfast/tokens';

/**
 * What moves in a fast patch and how well movement explains its change: one velocity and one acceleration a patch by
 * least squares (Lucas and Kanade), and what they leave over. Things that move leave little; boiling, warping and
 * collapsing texture cannot be moved into place and leaves much. A linear projection of pixels cannot find this, since
 * it takes products of gradients and differences. All pixels are low-resolution ones, all light is luma codes 0..255.
 */
export const MOTION_FEATURES = [
  'velocity x, px a frame step',
  'velocity y',
  'speed',
  'ln root-mean residual of d1',
  'residual fraction of d1',
  'acceleration x',
  'acceleration y',
  'size of the acceleration',
  'ln root-mean residual of d2',
  'residual fraction of d2',
  'ln residual of d2 over that of d1',
  'ln residual of d1 over gradient',
] as const;

export const LUMA_WEIGHTS = [0.299, 0.587, 0.114] as const;
/** Pixels with both neighbours inside the patch. */
export const INNER_PX = PATCH_PX - 2;
/** Added to both squared gradients: a share of their mean and a floor, so that flat patches have no velocity. */
export const DAMPING_SHARE = 0.1;
export const DAMPING_FLOOR = 0.5;
/** Velocities beyond this are failures of the fit. */
export const VELOCITY_LIMIT = 8;
/** Squared residuals are put over squared differences plus this. */
export const FRACTION_FLOOR = 0.5;
/** Under the roots. */
export const ROOT_FLOOR = 1e-6;

const INNER = INNER_PX * INNER_PX;
const gradientX = new Float32Array(INNER);
const gradientY = new Float32Array(INNER);
const first = new Float32Array(INNER);
const second = new Float32Array(INNER);

/** Writes MOTION_FEATURES at `at`. `pixel(i)` gives the fast token's column i, unscaled: RGB 0..1, then d1, then d2. */
export function writeMotion(out: Float32Array, at: number, pixel: Float32Array): void {
  prepare(pixel);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < INNER; i++) {
    xx += gradientX[i]! ** 2;
    yy += gradientY[i]! ** 2;
    xy += gradientX[i]! * gradientY[i]!;
  }
  const tensor = { xx: xx / INNER, yy: yy / INNER, xy: xy / INNER };
  const velocity = fit(first, tensor);
  const acceleration = fit(second, tensor);
  const half = (power: number): number => 0.5 * Math.log1p(power);
  out.set(
    [
      ...describe(velocity),
      ...describe(acceleration),
      half(acceleration.residual) - half(velocity.residual),
      half(velocity.residual) - half(tensor.xx + tensor.yy),
    ],
    at,
  );
}

/** Gradients of the picture midway between the two frames, and the luma of both differences, inside the border. */
function prepare(pixel: Float32Array): void {
  const middle = (i: number): number => 255 * luma(pixel, i) - luma(pixel, i + 3 * PATCH_AREA) / 2;
  for (let row = 0; row < INNER_PX; row++) {
    for (let column = 0; column < INNER_PX; column++) {
      const i = (row + 1) * PATCH_PX + column + 1;
      const o = row * INNER_PX + column;
      gradientX[o] = (middle(i + 1) - middle(i - 1)) / 2;
      gradientY[o] = (middle(i + PATCH_PX) - middle(i - PATCH_PX)) / 2;
      first[o] = luma(pixel, i + 3 * PATCH_AREA);
      second[o] = luma(pixel, i + 6 * PATCH_AREA);
    }
  }
}

function luma(pixel: Float32Array, i: number): number {
  const [r, g, b] = LUMA_WEIGHTS;
  return r * pixel[i]! + g * pixel[i + PATCH_AREA]! + b * pixel[i + 2 * PATCH_AREA]!;
}

interface Fit {
  readonly x: number;
  readonly y: number;
  /** Mean square left over, and mean square in all. */
  readonly residual: number;
  readonly power: number;
}

function fit(change: Float32Array, { xx, yy, xy }: { xx: number; yy: number; xy: number }): Fit {
  let xt = 0;
  let yt = 0;
  let power = 0;
  for (let i = 0; i < INNER; i++) {
    xt += gradientX[i]! * change[i]!;
    yt += gradientY[i]! * change[i]!;
    power += change[i]! ** 2;
  }
  xt /= INNER;
  yt /= INNER;
  const damping = (DAMPING_SHARE * (xx + yy)) / 2 + DAMPING_FLOOR;
  const a = xx + damping;
  const c = yy + damping;
  const determinant = a * c - xy * xy;
  const limited = (value: number): number => Math.max(-VELOCITY_LIMIT, Math.min(VELOCITY_LIMIT, value));
  const x = limited((xy * yt - c * xt) / determinant);
  const y = limited((xy * xt - a * yt) / determinant);
  let residual = 0;
  for (let i = 0; i < INNER; i++) residual += (change[i]! + x * gradientX[i]! + y * gradientY[i]!) ** 2;
  return { x, y, residual: residual / INNER, power: power / INNER };
}

function describe({ x, y, residual, power }: Fit): number[] {
  return [x, y, Math.sqrt(x * x + y * y + ROOT_FLOOR), 0.5 * Math.log1p(residual), residual / (power + FRACTION_FLOOR)];
}
