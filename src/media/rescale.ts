import { chromaHeight, chromaWidth } from './frame';
import type { YuvPlanes } from './planes';

/**
 * The picture at another size, bilinear, edges aligned. Only for streams whose frame size changes (a video call, a
 * screen recording), so that every frame of a clip has the same size.
 */
export function rescale(picture: YuvPlanes, width: number, height: number): YuvPlanes {
  if (picture.width === width && picture.height === height) return picture;
  const cw = chromaWidth(picture.width);
  const ch = chromaHeight(picture.height);
  return {
    width,
    height,
    y: rescalePlane(picture.y, picture.width, picture.height, width, height),
    u: rescalePlane(picture.u, cw, ch, chromaWidth(width), chromaHeight(height)),
    v: rescalePlane(picture.v, cw, ch, chromaWidth(width), chromaHeight(height)),
  };
}

function rescalePlane(plane: Uint8Array, fromW: number, fromH: number, toW: number, toH: number): Uint8Array {
  const out = new Uint8Array(toW * toH);
  for (let r = 0, o = 0; r < toH; r++) {
    const y = centre(r, fromH, toH);
    const top = Math.floor(y);
    const bottom = Math.min(top + 1, fromH - 1);
    const fy = y - top;
    for (let c = 0; c < toW; c++) {
      const x = centre(c, fromW, toW);
      const left = Math.floor(x);
      const right = Math.min(left + 1, fromW - 1);
      const fx = x - left;
      const above = plane[top * fromW + left]! * (1 - fx) + plane[top * fromW + right]! * fx;
      const below = plane[bottom * fromW + left]! * (1 - fx) + plane[bottom * fromW + right]! * fx;
      out[o++] = Math.round(above * (1 - fy) + below * fy);
    }
  }
  return out;
}

/** The position, among `from` samples, of the centre of sample `index` of `to`. */
function centre(index: number, from: number, to: number): number {
  return Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
}
