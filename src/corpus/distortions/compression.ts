import { toI420 } from '../i420';
import { codecRoundTrip, fromI420 } from '../native';
import type { Footage } from '../picture';
import type { DistortionType } from './distortion-type';

/** Blocking by a real H.264 encoder at a high rate factor. */
export const blocking: DistortionType = {
  id: 'blocking',
  tag: 'blocking',
  stage: 'codec',
  frequency: 2,
  reach: 'whole',
  partial: false,
  apply(footage, { severity }) {
    compress(footage, Math.round(31 + 19 * severity));
  },
};

/** Replaces the frames by encoded and decoded ones. False, without a change, where no encoder is available. */
export function compress(footage: Footage, rateFactor: number): boolean {
  const { width, height, rate, frames } = footage;
  const planes = frames.map((frame) => toI420(frame, width, height, 'bt601'));
  const coded = codecRoundTrip(planes, width, height, rate, rateFactor);
  if (!coded) return false;
  for (let i = 0; i < coded.length; i++) {
    const out = new Uint8Array(width * height * 3);
    fromI420(coded[i]!, width, height, 'bt601', false, out);
    frames[i] = out;
  }
  return true;
}
