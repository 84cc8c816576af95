import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesInSight, layOutStrip, pictureSize } from '../../../../../../src/app/pages/score/slowfast/strip-layout';

const pathway = fc.constantFrom('slow' as const, 'fast' as const);

describe('the frame strip', () => {
  it('draws slow frames larger', () => {
    const [slow, fast] = [pictureSize('slow', 16 / 9, 16), pictureSize('fast', 16 / 9, 16)];
    expect(slow.width).toBeGreaterThan(fast.width);
    expect(slow.height).toBeGreaterThan(fast.height);
  });

  it('finds exactly the frames that touch what is in sight', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ pathway }), { maxLength: 60 }),
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        fc.integer({ min: -500, max: 6000 }),
        fc.integer({ min: 1, max: 1500 }),
        (frames, aspect, from, span) => {
          const layout = layOutStrip(frames, aspect, 16);
          const [first, end] = framesInSight(layout, from, from + span);
          frames.forEach((_, i) => {
            const touches = layout.lefts[i + 1]! > from && layout.lefts[i]! < from + span;
            expect(i >= first && i < end).toBe(touches);
          });
        },
      ),
    );
  });

  it('draws a screenful of ten thousand frames', () => {
    const frames = Array.from({ length: 10_000 }, () => ({ pathway: 'fast' as const }));
    const [first, end] = framesInSight(layOutStrip(frames, 16 / 9, 16), 300_000, 301_000);
    expect(end - first).toBeLessThan(20);
    expect(first).toBeGreaterThan(1000);
  });

  it('lays out no frame at all', () => {
    expect(layOutStrip([], 1, 16).width).toBe(0);
    expect(framesInSight(layOutStrip([], 1, 16), 0, 100)).toEqual([0, 0]);
  });
});
