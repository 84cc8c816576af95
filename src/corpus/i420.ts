import type { ColourMatrix } from '../media';
import { chromaHeight, chromaWidth, yuvToRgb } from '../media';

/** Coefficients of limited-range Y, U, V from R, G, B: the inverse of the matrix of src/media/colour.ts. */
function rgbToYuv(matrix: ColourMatrix): Float64Array {
  const m = yuvToRgb({ matrix, fullRange: false });
  // Kr and Kb follow from rv = 2 (1 - Kr) 255/224, and the same for bu.
  const chroma = 255 / 224;
  const kr = 1 - m.rv / (2 * chroma);
  const kb = 1 - m.bu / (2 * chroma);
  const kg = 1 - kr - kb;
  const y = 1 / m.yScale;
  // prettier-ignore
  return Float64Array.of(
    kr * y, kg * y, kb * y,
    -kr / m.bu, -kg / m.bu, (1 - kb) / m.bu,
    (1 - kr) / m.rv, -kg / m.rv, -kb / m.rv,
  );
}

/** RGB to I420, limited range, planes one after another; chroma is the mean of its four pixels. */
export function toI420(rgb: Uint8Array, width: number, height: number, matrix: ColourMatrix): Uint8Array {
  // prettier-ignore
  const [yr, yg, yb, ur, ug, ub, vr, vg, vb] = rgbToYuv(matrix) as unknown as [
    number, number, number, number, number, number, number, number, number,
  ];
  const cw = chromaWidth(width);
  const ch = chromaHeight(height);
  const out = new Uint8Array(width * height + 2 * cw * ch);
  for (let p = 0, i = 0; p < width * height; p++, i += 3) {
    out[p] = 16.5 + yr * rgb[i]! + yg * rgb[i + 1]! + yb * rgb[i + 2]!;
  }
  const uAt = width * height;
  const vAt = uAt + cw * ch;
  for (let cy = 0, c = 0; cy < ch; cy++) {
    const top = 2 * cy * width;
    const bottom = Math.min(height - 1, 2 * cy + 1) * width;
    for (let cx = 0; cx < cw; cx++, c++) {
      const right = Math.min(width - 1, 2 * cx + 1);
      const a = (top + 2 * cx) * 3;
      const b = (top + right) * 3;
      const d = (bottom + 2 * cx) * 3;
      const e = (bottom + right) * 3;
      const r = (rgb[a]! + rgb[b]! + rgb[d]! + rgb[e]!) / 4;
      const g = (rgb[a + 1]! + rgb[b + 1]! + rgb[d + 1]! + rgb[e + 1]!) / 4;
      const bl = (rgb[a + 2]! + rgb[b + 2]! + rgb[d + 2]! + rgb[e + 2]!) / 4;
      out[uAt + c] = 128.5 + ur * r + ug * g + ub * bl;
      out[vAt + c] = 128.5 + vr * r + vg * g + vb * bl;
    }
  }
  return out;
}
