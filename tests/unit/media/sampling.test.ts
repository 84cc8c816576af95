import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_SECONDS, Sampler, type ShownFrame } from '../../../src/media/sampling';

interface Frame {
  readonly timestamp: number;
  readonly duration: number;
}

interface Run {
  readonly sampler: Sampler<Frame>;
  readonly shown: ShownFrame<Frame>[];
  readonly released: Frame[];
  readonly mostHeld: number;
}

function run(frames: readonly Frame[], rate = 8, statedEnd?: number): Run {
  const released: Frame[] = [];
  const sampler = new Sampler<Frame>(rate, (frame) => released.push(frame));
  const shown: ShownFrame<Frame>[] = [];
  let mostHeld = 0;
  for (const [index, frame] of frames.entries()) {
    shown.push(...sampler.push(frame));
    mostHeld = Math.max(mostHeld, index + 1 - released.length);
  }
  shown.push(...sampler.finish(statedEnd));
  return { sampler, shown, released, mostHeld };
}

function steady(count: number, rate: number, start = 0): Frame[] {
  return Array.from({ length: count }, (_, i) => ({ timestamp: start + i / rate, duration: 1 / rate }));
}

/** Frames as decoders output them: rising integer microseconds from about zero. */
const clips = fc.array(fc.integer({ min: 1, max: 700_000 }), { minLength: 1, maxLength: 60 }).map((steps) => {
  let time = 0;
  return steps.map((step) => {
    const frame = { timestamp: time / 1e6, duration: step / 1e6 };
    time += step;
    return frame;
  });
});
const rates = fc.constantFrom(1, 2, 8, 10, 25, 60);

describe('Sampler', () => {
  it('shows at every instant the last frame that has started', () => {
    fc.assert(
      fc.property(clips, rates, (frames, rate) => {
        for (const { index, instant, frame } of run(frames, rate).shown) {
          expect(instant).toBe(index / rate);
          const next = frames[frames.indexOf(frame) + 1];
          // 0.1 ms is the sampler's own slack; a hundredth of it is left to floating point.
          expect(frame.timestamp).toBeLessThanOrEqual(Math.max(instant, 0) + 1.01e-4);
          if (next !== undefined) expect(next.timestamp).toBeGreaterThan(instant + 0.99e-4);
        }
      }),
    );
  });

  it('covers the clip from instant 0 to the last frame’s end without a gap', () => {
    fc.assert(
      fc.property(clips, rates, (frames, rate) => {
        const { shown } = run(frames, rate);
        const end = frames.at(-1)!.timestamp + frames.at(-1)!.duration;
        expect(shown.map((one) => one.index)).toEqual(shown.map((_, index) => index));
        expect(shown.length).toBe(Math.max(1, Math.ceil((end - 1e-4) * rate)));
      }),
    );
  });

  it('gives the two source frames before the shown one', () => {
    fc.assert(
      fc.property(clips, rates, (frames, rate) => {
        for (const { frame, previous, beforePrevious } of run(frames, rate).shown) {
          const at = frames.indexOf(frame);
          expect(previous).toBe(frames[at - 1]);
          expect(beforePrevious).toBe(frames[at - 2]);
        }
      }),
    );
  });

  it('marks a sampled frame as a duplicate exactly when it repeats the previous one', () => {
    fc.assert(
      fc.property(clips, rates, (frames, rate) => {
        const { shown, sampler } = run(frames, rate);
        const repeats = shown.map((one, i) => i > 0 && shown[i - 1]!.frame === one.frame);
        expect(shown.map((one) => one.duplicate)).toEqual(repeats);
        expect(sampler.duplicated).toBe(repeats.filter(Boolean).length);
        expect(sampler.sampled).toBe(shown.length);
      }),
    );
  });

  it('releases every frame exactly once and keeps at most three besides the incoming one', () => {
    fc.assert(
      fc.property(clips, rates, (frames, rate) => {
        const { released, mostHeld } = run(frames, rate);
        expect(new Set(released).size).toBe(frames.length);
        expect(released.length).toBe(frames.length);
        expect(mostHeld).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('shows the frame that starts at the instant itself when time stamps are rounded fractions', () => {
    const frames = Array.from({ length: 240 }, (_, i) => ({
      timestamp: Math.round((i * 1e6) / 24) / 1e6,
      duration: 1 / 24,
    }));
    const { shown } = run(frames);
    expect(shown.map((one) => frames.indexOf(one.frame))).toEqual(Array.from({ length: 80 }, (_, k) => 3 * k));
  });

  it('shows a slightly late first frame from instant 0', () => {
    const { shown, sampler } = run(steady(30, 30, 0.067));
    expect(shown[0]!.index).toBe(0);
    expect(shown[0]!.frame.timestamp).toBe(0.067);
    expect(sampler.missing).toBe(0);
  });

  it('counts the instants before a late first frame as missing', () => {
    const { shown, sampler } = run(steady(30, 30, 1));
    expect(shown[0]!.index).toBe(8);
    expect(sampler.missing).toBe(8);
  });

  it('drops frames that an edit list places before zero, also as previous frames', () => {
    const frames = steady(40, 10, -1);
    const { shown, released } = run(frames);
    expect(shown[0]!.frame.timestamp).toBeCloseTo(0, 9);
    expect(shown[0]!.previous).toBeUndefined();
    expect(released.length).toBe(frames.length);
  });

  it('shows the frame that spans zero when none starts there', () => {
    const { shown } = run([
      { timestamp: -0.5, duration: 0.4 },
      { timestamp: -0.1, duration: 0.5 },
      { timestamp: 0.4, duration: 0.1 },
    ]);
    expect(shown.map((one) => one.frame.timestamp)).toEqual([-0.1, -0.1, -0.1, -0.1]);
    expect(shown[0]!.previous).toBeUndefined();
  });

  it('shows a single frame once, also when its duration is unknown', () => {
    expect(run([{ timestamp: 0, duration: 0 }]).shown.length).toBe(1);
    expect(run([{ timestamp: 0, duration: 1 }]).shown.length).toBe(8);
    expect(run([{ timestamp: -2, duration: 1 }]).shown.length).toBe(1);
    expect(run([]).shown.length).toBe(0);
  });

  it('leaves out frames that are out of order, and counts them', () => {
    const { sampler, shown, released } = run([
      { timestamp: 0, duration: 0.1 },
      { timestamp: 0.2, duration: 0.1 },
      { timestamp: 0.1, duration: 0.1 },
      { timestamp: 0.3, duration: 0.1 },
    ]);
    expect(sampler.outOfOrder).toBe(1);
    expect(shown.some((one) => one.frame.timestamp === 0.1)).toBe(false);
    expect(released.length).toBe(4);
  });

  it('counts the instants that a truncated file states but does not contain', () => {
    expect(run(steady(30, 30), 8, 3).sampler.missing).toBe(16);
    expect(run(steady(30, 30), 8, 1).sampler.missing).toBe(0);
    expect(run(steady(30, 30), 8, Infinity).sampler.missing).toBe(0);
  });

  it('ends before an impossibly long pause', () => {
    const { sampler, shown } = run([
      { timestamp: 0, duration: 0.5 },
      { timestamp: LONGEST_PAUSE_SECONDS + 1, duration: 0.5 },
      { timestamp: LONGEST_PAUSE_SECONDS + 2, duration: 0.5 },
    ]);
    expect(sampler.brokenClock).toBe(true);
    expect(shown.length).toBe(4);
  });
});
