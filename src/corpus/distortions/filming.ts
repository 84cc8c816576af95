import type { Random } from '../../base';
import { clampByte, paintView } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';
import { sample } from './warp';

/** Steps of a full turn in the table of sines; a moire needs one sine per pixel and frame. */
const TURN = 1024;
const SINES = Float32Array.from({ length: TURN }, (_, i) => Math.sin((2 * Math.PI * i) / TURN));

interface ScreenView {
  /** Position of each pixel on the screen, in screen pixels; NaN beside the screen. */
  readonly u: Float32Array;
  readonly v: Float32Array;
  /** Phase of the moire in steps of TURN. */
  readonly phase: Float32Array;
  /** Light added by a reflection, 0..255. */
  readonly glare: Float32Array;
}

/** A screen filmed with a phone: perspective, rim, coloured fringes, a reflection and a rolling band. */
export const screenFilming: DistortionType = {
  id: 'screen-filming',
  tag: 'screen-filming',
  stage: 'edit',
  frequency: 1.2,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const view = lookAtScreen(random, severity, width, height);
    const depth = 8 + 36 * severity;
    const drift = random.uniform(-0.4, 0.4) * TURN;
    const band = 0.06 + 0.16 * severity;
    const roll = random.uniform(0.3, 1.2);
    applyEffect(footage, distortion, (source, out, { time }) => {
      const shiftX = severity * 2 * Math.sin(2.1 * time + 1);
      const shiftY = severity * 2 * Math.sin(3.3 * time);
      for (let p = 0, o = 0; p < view.u.length; p++, o += 3) {
        const u = view.u[p]! + shiftX;
        const v = view.v[p]! + shiftY;
        const glare = view.glare[p]!;
        // The negated form also catches NaN.
        if (!(u >= 0 && v >= 0 && u < width && v < height)) {
          for (let c = 0; c < 3; c++) out[o + c] = 14 + glare * 0.4;
          continue;
        }
        sample(source, width, height, u, v, out, o);
        const turn = v / height - roll * time;
        const dim = turn - Math.floor(turn) < 0.3 ? 1 - band : 1;
        const step = view.phase[p]! + drift * time;
        for (let c = 0; c < 3; c++) {
          const fringe = depth * SINES[(step + c * 300) & (TURN - 1)]!;
          out[o + c] = clampByte((out[o + c]! * 0.92 + 10 + fringe) * dim + glare);
        }
      }
    });
  },
};

function lookAtScreen(random: Random, severity: number, width: number, height: number): ScreenView {
  const size = width * height;
  const [u, v, phase, glare] = [0, 1, 2, 3].map(() => new Float32Array(size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const tiltX = random.uniform(0.25, 1) * (random.chance(0.5) ? 1 : -1) * (0.1 + 0.5 * severity);
  const tiltY = random.uniform(-0.5, 0.5) * (0.1 + 0.5 * severity);
  const angle = random.uniform(-0.12, 0.12) * severity;
  const grow = 1 + 0.22 * severity;
  const pitch = random.uniform(0.05, 0.16);
  const lean = random.uniform(-0.6, 0.6);
  const bow = random.uniform(-0.8, 0.8);
  const [gx, gy] = [random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3)];
  const shine = 40 + 190 * severity;
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const dx = x / width - 0.5;
      const dy = y / height - 0.5;
      const depth = 1 + tiltX * dx + tiltY * dy;
      const rx = (dx * Math.cos(angle) - dy * Math.sin(angle)) * grow;
      const ry = (dx * Math.sin(angle) + dy * Math.cos(angle)) * grow;
      const inside = depth > 0.2;
      u[p] = inside ? (0.5 + rx / depth) * width : Number.NaN;
      v[p] = inside ? (0.5 + ry / depth) * height : Number.NaN;
      phase[p] = TURN * pitch * (x + lean * y + bow * ((dx * dx + dy * dy) / depth) * width);
      const away = Math.hypot((dx - gx) / 0.3, (dy - gy) / 0.22);
      glare[p] = shine * Math.max(0, 1 - away) ** 1.5;
    }
  }
  return { u, v, phase, glare };
}

/** Low production quality: tilted horizon, dull light, low contrast, a little noise. */
export const lowQualityScene: DistortionType = {
  id: 'low-quality-scene',
  tag: 'low-quality-scene',
  stage: 'camera',
  frequency: 0.9,
  reach: 'whole',
  partial: false,
  apply(footage, distortion) {
    const { width, height } = footage;
    const { random, severity } = distortion;
    const angle = (0.04 + 0.2 * severity) * (random.chance(0.5) ? 1 : -1);
    const flat = 0.15 + 0.45 * severity;
    const grey = random.uniform(70, 120);
    const cast = [random.uniform(0.85, 1.1), random.uniform(0.95, 1.05), random.uniform(0.7, 1)];
    const gains = cast.map((c) => 1 + (c - 1) * severity);
    const noise = Float32Array.from({ length: 4096 }, () => 9 * severity * random.normal());
    applyEffect(footage, distortion, (source, out) => {
      paintView(
        { width, height, data: out },
        { width, height, data: source },
        { x: (width - 1) / 2, y: (height - 1) / 2, scale: 1 - 0.12 * severity, angle },
      );
      let k = random.integer(0, 4096);
      for (let o = 0; o < out.length; o += 3) {
        k = (k + 1 + (o & 7)) & 4095;
        const grain = noise[k]!;
        for (let c = 0; c < 3; c++) {
          out[o + c] = clampByte((out[o + c]! + (grey - out[o + c]!) * flat) * gains[c]! + grain + 0.5);
        }
      }
    });
  },
};
