import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameStep, isFrameOf, sampledFrameAt } from '../../../../../../src/app/pages/score/player/frame-times';

const at = (...timestamps: number[]) => timestamps.map((timestamp) => ({ timestamp }));

describe('the sampled frame on show', () => {
  it('is the last sampled frame that has begun', () => {
    const frames = at(0, 0.1, 0.2333);
    expect([0, 0.0999, 0.1, 0.15, 0.2333, 9].map((seconds) => sampledFrameAt(frames, seconds))).toEqual([
      0, 1, 1, 1, 2, 2,
    ]);
    expect(sampledFrameAt(frames, -1)).toBe(0);
  });

  it('is the last of those that show one frame several times', () => {
    expect(sampledFrameAt(at(0, 0, 0, 0.4), 0)).toBe(2);
  });

  it('is found again from its own time stamp, however coarsely a container writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 8, max: 120 }), (sampledFrames, rate) => {
        // The frame shown at each eighth of a second, its stamp in whole milliseconds as Matroska has it.
        const stamps = Array.from({ length: sampledFrames }, (_, k) => Math.floor((k / 8) * rate + 1e-6) / rate);
        const frames = at(...stamps.map((stamp) => Math.round(stamp * 1000) / 1000));
        stamps.forEach((stamp, place) => {
          const found = sampledFrameAt(frames, stamp);
          expect(isFrameOf(frames[found]!, stamp)).toBe(true);
          expect(found).toBeGreaterThanOrEqual(place);
        });
      }),
    );
  });
});

describe('a step to the next frame', () => {
  it('is one of the rate that the file states, where the time stamps bear it out', () => {
    expect(frameStep({ frameRate: 24 }, at(0, 3 / 24, 6 / 24, 9 / 24))).toEqual({ seconds: 1 / 24, even: true });
  });

  it('is uneven where frames lie between', () => {
    expect(frameStep({ frameRate: 24 }, at(0, 0.1, 0.27)).even).toBe(false);
  });

  it('is a guess where the file states no rate', () => {
    expect(frameStep({ frameRate: undefined }, at(0, 0.1))).toEqual({ seconds: 1 / 30, even: false });
  });
});
