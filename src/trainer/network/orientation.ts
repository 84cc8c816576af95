import { PATCH_AREA, PATCH_PX } from '../../slowfast';

/**
 * One of the 8 x 6 ways to see a clip anew in training: mirrored, turned, its colour channels exchanged. How often each
 * is drawn, training/batch.ts says: only a mirror from left to right leaves quality wholly as it is.
 */
export interface Orientation {
  readonly mirrorX: boolean;
  readonly mirrorY: boolean;
  /** Rows become columns, before the mirrors. */
  readonly transpose: boolean;
  /** Which channel stands for red, green and blue; the same in every plane triple. */
  readonly channels: readonly [number, number, number];
}

export const UPRIGHT: Orientation = { mirrorX: false, mirrorY: false, transpose: false, channels: [0, 1, 2] };

/** Where each pixel of a token comes from: planes of PATCH_PX x PATCH_PX, in triples of colours. */
export function pixelSources(orientation: Orientation, pixels: number): Uint16Array {
  const { mirrorX, mirrorY, transpose, channels } = orientation;
  const sources = new Uint16Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const plane = Math.floor(i / PATCH_AREA);
    const x = i % PATCH_PX;
    const y = Math.floor(i / PATCH_PX) % PATCH_PX;
    const atX = mirrorX ? PATCH_PX - 1 - x : x;
    const atY = mirrorY ? PATCH_PX - 1 - y : y;
    const within = transpose ? atX * PATCH_PX + atY : atY * PATCH_PX + atX;
    sources[i] = (plane - (plane % 3) + channels[plane % 3]!) * PATCH_AREA + within;
  }
  return sources;
}

/** The same for a place in the picture, 0..1. */
export function orientPlace(orientation: Orientation, x: number, y: number): [number, number] {
  const [atX, atY] = orientation.transpose ? [y, x] : [x, y];
  return [orientation.mirrorX ? 1 - atX : atX, orientation.mirrorY ? 1 - atY : atY];
}
