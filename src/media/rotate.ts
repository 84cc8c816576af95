import { chromaHeight, chromaWidth } from './frame';
import type { YuvPlanes } from './planes';

export type Rotation = 0 | 90 | 180 | 270;

/**
 * The picture rotated clockwise. At odd sizes the chroma grid moves by half a pixel, as in every player.
 */
export function rotate(picture: YuvPlanes, clockwise: Rotation): YuvPlanes {
  if (clockwise === 0) return picture;
  const { width, height } = picture;
  const cw = chromaWidth(width);
  const ch = chromaHeight(height);
  const turned = clockwise !== 180;
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    y: rotatePlane(picture.y, width, height, clockwise),
    u: rotatePlane(picture.u, cw, ch, clockwise),
    v: rotatePlane(picture.v, cw, ch, clockwise),
  };
}

/** One plane of `width` x `height` samples turned clockwise. */
export function rotatePlane(plane: Uint8Array, width: number, height: number, clockwise: Rotation): Uint8Array {
  if (clockwise === 0) return plane;
  const out = new Uint8Array(width * height);
  if (clockwise === 180) {
    for (let i = 0, o = out.length - 1; o >= 0; i++, o--) out[o] = plane[i]!;
    return out;
  }
  // Row r of the result is column r of the source, read upwards (90) or, for column width-1-r, downwards (270).
  const down = clockwise === 270;
  for (let r = 0, o = 0; r < width; r++) {
    const column = down ? width - 1 - r : r;
    for (let c = 0; c < height; c++) out[o++] = plane[(down ? c : height - 1 - c) * width + column]!;
  }
  return out;
}

/** Rounds degrees to the nearest quarter turn. */
export function quarterTurn(degrees: number): Rotation {
  const turns = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return (turns * 90) as Rotation;
}
