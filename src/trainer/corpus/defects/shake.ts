import { paintView } from '../picture';
import type { Defect } from './defect';
import { strike } from './defect';

/** The camera trembles: quick small shifts and turns that no steady hand makes. */
export const shake: Defect = {
  id: 'shake',
  tag: 'shake',
  stage: 'camera',
  frequency: 2,
  motionAdded: 0.2,
  reach: 'whole',
  partial: true,
  apply(footage, harm) {
    const { width, height } = footage;
    const reach = (0.004 + 0.035 * harm.severity) * Math.hypot(width, height);
    const random = harm.random;
    let x = 0;
    let y = 0;
    let roll = 0;
    strike(footage, harm, (source, out) => {
      x = 0.35 * x + reach * random.normal();
      y = 0.35 * y + reach * random.normal();
      roll = 0.35 * roll + (reach / width) * 0.7 * random.normal();
      const view = { x: (width - 1) / 2 + x, y: (height - 1) / 2 + y, scale: 0.98, angle: roll };
      paintView({ width, height, data: out }, { width, height, data: source }, view);
    });
  },
};
