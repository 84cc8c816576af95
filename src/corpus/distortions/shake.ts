import { paintView } from '../picture';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

/** Camera shake: fast small shifts and rotations. */
export const shake: DistortionType = {
  id: 'shake',
  tag: 'shake',
  stage: 'camera',
  frequency: 2,
  motionAdded: 0.2,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height } = footage;
    const reach = (0.004 + 0.035 * distortion.severity) * Math.hypot(width, height);
    const random = distortion.random;
    let x = 0;
    let y = 0;
    let roll = 0;
    applyEffect(footage, distortion, (source, out) => {
      x = 0.35 * x + reach * random.normal();
      y = 0.35 * y + reach * random.normal();
      roll = 0.35 * roll + (reach / width) * 0.7 * random.normal();
      const view = { x: (width - 1) / 2 + x, y: (height - 1) / 2 + y, scale: 0.98, angle: roll };
      paintView({ width, height, data: out }, { width, height, data: source }, view);
    });
  },
};
