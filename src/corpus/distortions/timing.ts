import type { DistortionType } from './distortion-type';

/** Choppy motion: frames are repeated several times. */
export const choppy: DistortionType = {
  id: 'choppy',
  tag: 'choppy',
  stage: 'timing',
  frequency: 2.2,
  reach: 'whole',
  partial: true,
  apply(footage, { severity, from, to, random }) {
    const before = [...footage.frames];
    const longest = Math.max(0.12, 0.12 + 0.35 * severity) * footage.rate;
    let held = from;
    let left = 0;
    for (let i = from; i < to; i++) {
      if (left <= 0) {
        held = i;
        left = Math.max(2, Math.round(longest * random.uniform(0.6, 1.3)));
      }
      left--;
      footage.frames[i] = before[held]!;
    }
  },
};

/** The picture freezes, then jumps to the current frame. */
export const freeze: DistortionType = {
  id: 'freeze',
  tag: 'choppy',
  stage: 'timing',
  frequency: 1.2,
  reach: 'whole',
  partial: false,
  motionFactor: 0.45,
  apply(footage, { severity, random }) {
    const { frames } = footage;
    const length = Math.round(frames.length * (0.2 + 0.6 * severity));
    const start = random.integer(0, frames.length - length + 1);
    const held = frames[start]!;
    for (let i = start; i < start + length; i++) frames[i] = held;
  },
};

/** Irregular time: it runs ahead, stops and runs back. */
export const unnaturalMotion: DistortionType = {
  id: 'unnatural-motion',
  tag: 'unnatural-motion',
  stage: 'timing',
  frequency: 1.8,
  reach: 'whole',
  partial: true,
  apply(footage, { severity, from, to, random }) {
    const before = [...footage.frames];
    const reach = (0.06 + 0.22 * severity) * footage.rate + 0.6;
    const rate = random.uniform(1.5, 3.2);
    const phase = random.uniform(0, 6.28);
    for (let i = from; i < to; i++) {
      const stumble = reach * Math.sin((6.28 * rate * i) / footage.rate + phase) + 0.5 * reach * random.normal();
      const shown = Math.min(to - 1, Math.max(from, Math.round(i + stumble)));
      footage.frames[i] = before[shown]!;
    }
  },
};
