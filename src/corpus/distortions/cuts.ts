import type { DistortionType } from './distortion-type';

/** The clip jumps to another scene and, at low levels, soon back. */
export const sceneJump: DistortionType = {
  id: 'scene-jump',
  tag: 'scene-jump',
  stage: 'timing',
  frequency: 1.4,
  reach: 'whole',
  partial: false,
  apply(footage, { severity, random, other }) {
    const count = footage.frames.length;
    const foreign = other();
    const jumps = severity > 0.6 ? 2 : 1;
    for (let k = 0; k < jumps; k++) {
      const length = Math.max(2, Math.round(count * (0.08 + 0.35 * severity)));
      const start = random.integer(Math.round(count * 0.15), Math.max(Math.round(count * 0.15) + 1, count - length));
      for (let i = start; i < Math.min(count, start + length); i++) footage.frames[i] = foreign[i] ?? foreign[0]!;
    }
  },
};

/** An unwanted dissolve or wipe into another scene. */
export const transition: DistortionType = {
  id: 'transition',
  tag: 'transition',
  stage: 'timing',
  frequency: 0.5,
  reach: 'whole',
  partial: false,
  apply(footage, { severity, random, other }) {
    const { width, height, frames } = footage;
    const foreign = other();
    const wipe = random.chance(0.4);
    const start = Math.round(frames.length * random.uniform(0.2, 0.5));
    const length = Math.max(3, Math.round(frames.length * random.uniform(0.15, 0.35)));
    const full = 0.35 + 0.65 * severity;
    for (let i = start; i < frames.length; i++) {
      const share = Math.min(1, (i - start + 1) / length) * full;
      const out = new Uint8Array(frames[i]!);
      const late = foreign[i] ?? foreign[0]!;
      for (let p = 0, o = 0; p < width * height; p++, o += 3) {
        const m = wipe ? ((p % width) / width < share ? 1 : 0) : share;
        for (let c = 0; c < 3; c++) out[o + c] = out[o + c]! + (late[o + c]! - out[o + c]!) * m;
      }
      frames[i] = out;
    }
  },
};
