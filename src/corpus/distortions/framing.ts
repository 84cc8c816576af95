import type { DistortionType } from './distortion-type';

/** Sides to which the framing moves; heads and feet are cut off more often than the sides. */
const SLIPS = [
  [0, 1],
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [0.8, 0.8],
  [-0.8, 0.8],
] as const;

/** The camera is too near and off-centre, so that the frame cuts off the subject. */
export const incompleteSubject: DistortionType = {
  id: 'incomplete-subject',
  tag: 'incomplete-subject',
  stage: 'framing',
  frequency: 2.2,
  reach: 'whole',
  partial: false,
  needs: 'subject',
  apply(footage, { severity, random, reframed }) {
    const [x, y] = random.pick(SLIPS);
    const frames = reframed(1 + 0.8 * severity, 0.85 * x, 0.85 * y);
    for (let i = 0; i < footage.frames.length; i++) footage.frames[i] = frames[i]!;
  },
};
