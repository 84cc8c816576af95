import { clampByte } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

const TABLE = 65_536;

/** Sensor noise, new in every frame, a little of it in colour. */
export const noise: DistortionType = {
  id: 'noise',
  tag: 'noise',
  stage: 'camera',
  frequency: 2.2,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const sigma = 4 + 34 * distortion.severity;
    const colourful = distortion.random.uniform(0, 0.7);
    // Reading a table of normals from a random start takes a tenth of the time of drawing each.
    const normals = Float32Array.from({ length: TABLE }, () => distortion.random.normal() * sigma);
    applyEffect(footage, distortion, (source, out) => {
      let k = distortion.random.integer(0, TABLE);
      let stride = distortion.random.integer(1, 5) * 2 + 1;
      for (let i = 0; i < source.length; i += 3) {
        k = (k + stride) & (TABLE - 1);
        if (k < stride) stride = distortion.random.integer(1, 50) * 2 + 1;
        const grey = normals[k]!;
        out[i] = clampByte(source[i]! + grey + colourful * normals[(k * 7 + 1) & (TABLE - 1)]! + 0.5);
        out[i + 1] = clampByte(source[i + 1]! + grey + 0.5);
        out[i + 2] = clampByte(source[i + 2]! + grey + colourful * normals[(k * 13 + 5) & (TABLE - 1)]! + 0.5);
      }
    });
  },
};

/** Squares of one colour, over the whole picture or a part of it. */
export const mosaic: DistortionType = {
  id: 'mosaic',
  tag: 'mosaic',
  stage: 'edit',
  frequency: 1.2,
  reach: 'either',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const side = Math.max(3, Math.round((0.012 + 0.05 * distortion.severity) * Math.min(width, height)));
    applyEffect(footage, distortion, (source, out) => {
      for (let top = 0; top < height; top += side) {
        for (let left = 0; left < width; left += side) {
          fillBlock(source, out, width, left, top, Math.min(width, left + side), Math.min(height, top + side));
        }
      }
    });
  },
};

function fillBlock(
  source: Uint8Array,
  out: Uint8Array,
  width: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const sum = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let i = (y * width + left) * 3, end = (y * width + right) * 3; i < end; i++) {
      const c = i % 3;
      sum[c] = sum[c]! + source[i]!;
    }
  }
  const area = (right - left) * (bottom - top);
  for (let y = top; y < bottom; y++) {
    for (let i = (y * width + left) * 3, end = (y * width + right) * 3; i < end; i++) out[i] = sum[i % 3]! / area;
  }
}

/** Stair-steps: pixels are dropped without smoothing and shown again as squares. */
export const aliasing: DistortionType = {
  id: 'aliasing',
  tag: 'aliasing',
  stage: 'codec',
  frequency: 1.2,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const factor = 1.5 + 2.8 * distortion.severity;
    applyEffect(footage, distortion, (source, out) => {
      for (let y = 0, o = 0; y < height; y++) {
        const sy = Math.min(height - 1, Math.floor(Math.floor(y / factor) * factor));
        for (let x = 0; x < width; x++, o += 3) {
          const i = (sy * width + Math.min(width - 1, Math.floor(Math.floor(x / factor) * factor))) * 3;
          out[o] = source[i]!;
          out[o + 1] = source[i + 1]!;
          out[o + 2] = source[i + 2]!;
        }
      }
    });
  },
};

/** Interlacing: every other line is from an earlier frame. */
export const interlacing: DistortionType = {
  id: 'interlacing',
  tag: 'interlacing',
  stage: 'codec',
  frequency: 1,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const lag = 1 + Math.round(2 * distortion.severity * distortion.random.next());
    const share = 0.35 + 0.65 * distortion.severity;
    const row = width * 3;
    applyEffect(footage, distortion, (source, out, { index }, all) => {
      out.set(source);
      const late = all[Math.max(0, index - lag)]!;
      for (let y = 1; y < height; y += 2) {
        for (let i = y * row; i < (y + 1) * row; i++) out[i] = source[i]! + (late[i]! - source[i]!) * share;
      }
    });
  },
};
