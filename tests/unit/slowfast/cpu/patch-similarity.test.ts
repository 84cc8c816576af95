import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClassifier } from '../../../../src/slowfast/cpu/classify';
import { createComparer, createComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import type { SlowFastOptions } from '../../../../src/slowfast/options';
import { cosineExceeds, countSimilar, isFast } from '../../../../src/slowfast/cpu/patch-similarity';
import { thresholdsOf } from '../../../../src/slowfast/thresholds';
import type { PlanarFrame } from '../../../../src/media/frame';
import { flatFrame, noiseFrame, paintedFrame } from '../../../fixtures/frames';

const SIZE = { width: 160, height: 96 };
const LUMA: SlowFastOptions = { ...DEFAULT_SLOWFAST, measure: 'luma' };

function count(a: PlanarFrame, b: PlanarFrame, options = DEFAULT_SLOWFAST) {
  const comparer = createComparer(a.width, a.height);
  const [left, right] = [createComparisonFrame(comparer.size), createComparisonFrame(comparer.size)];
  comparer.compare(a, left);
  comparer.compare(b, right);
  return { ...countSimilar(left, right, thresholdsOf(options)), patches: comparer.size.columns * comparer.size.rows };
}

describe('patch similarity', () => {
  test('of a frame with itself is 1', () => {
    const frame = noiseFrame(SIZE, 'self');
    for (const options of [DEFAULT_SLOWFAST, LUMA]) {
      const { similar, counted, patches } = count(frame, frame, options);
      expect([similar, counted]).toEqual([patches, patches]);
    }
  });

  test('does not count patches that are black in both frames', () => {
    const black = flatFrame(SIZE, [16, 128, 128]);
    expect(count(black, black)).toMatchObject({ similar: 0, counted: 0 });
    expect(isFast({ similar: 0, counted: 0 }, thresholdsOf(DEFAULT_SLOWFAST))).toBe(true);
  });

  test('counts patches that are black in one frame as different', () => {
    const { similar, counted, patches } = count(flatFrame(SIZE, [16, 128, 128]), flatFrame(SIZE, [200, 128, 128]));
    expect([similar, counted]).toEqual([0, patches]);
  });

  test('is one half when half of the frame changes from grey to saturated blue', () => {
    const size = { width: 280, height: 280 };
    const grey = flatFrame(size, [120, 128, 128]);
    const half = paintedFrame(size, (x) => (x < 140 ? [120, 128, 128] : [30, 240, 120]));
    const { similar, counted } = count(grey, half);
    expect(similar / counted).toBeCloseTo(0.5, 1);
  });

  test('by luma is stricter than by cosine: a brighter copy is similar by cosine and different by luma', () => {
    const [dim, bright] = [flatFrame(SIZE, [100, 128, 128]), flatFrame(SIZE, [120, 128, 128])];
    expect(count(dim, bright).similar).toBe(count(dim, bright).counted);
    expect(count(dim, bright, LUMA).similar).toBe(0);
  });

  test('is decided exactly, also on the threshold', () => {
    const patch = fc.nat(152_938_800);
    fc.assert(
      fc.property(patch, patch, patch, fc.nat(1 << 24), (dot, a, b, squared) => {
        const exact = BigInt(dot) ** 2n * 2n ** 24n > BigInt(a) * BigInt(b) * BigInt(squared);
        expect(cosineExceeds(dot, a, b, squared)).toBe(exact);
      }),
    );
    const big = 152_938_799;
    expect(cosineExceeds(big, big, big, 1 << 24)).toBe(false);
    expect(cosineExceeds(big, big - 1, big, 1 << 24)).toBe(true);
  });
});

describe('the frame threshold', () => {
  test('is exceeded only by a larger fraction, never by an equal one', () => {
    for (const [similar, counted] of [
      [9, 10],
      [90, 100],
      [225, 250],
    ] as const) {
      expect(isFast({ similar, counted }, thresholdsOf(DEFAULT_SLOWFAST))).toBe(false);
      expect(isFast({ similar: similar + 1, counted }, thresholdsOf(DEFAULT_SLOWFAST))).toBe(true);
    }
  });

  test('agrees with fractions for every count of patches and every hundredth', () => {
    const wrong: string[] = [];
    for (let hundredth = 0; hundredth <= 100; hundredth++) {
      const thresholds = thresholdsOf({ ...DEFAULT_SLOWFAST, frameSimilarity: hundredth / 100 });
      for (let counted = 1; counted <= 256; counted += 5) {
        for (let similar = 0; similar <= counted; similar++) {
          if (isFast({ similar, counted }, thresholds) !== 100 * similar > hundredth * counted) {
            wrong.push(`${similar}/${counted} at ${hundredth}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('the classifier', () => {
  test('classifies the first frame as slow and its repetitions as fast', () => {
    const classify = createClassifier(DEFAULT_SLOWFAST);
    const frame = noiseFrame(SIZE, 'first');
    expect(classify(frame)).toEqual({ pathway: 'slow', similarity: 1 });
    expect(classify(frame)).toEqual({ pathway: 'fast', similarity: 1 });
    expect(classify(frame)).toEqual({ pathway: 'fast', similarity: 1 });
  });

  test('compares with the last slow frame, not with the previous frame', () => {
    const classify = createClassifier({ ...LUMA, lumaDifference: 6 });
    const brightness = [100, 104, 108, 104, 100].map((y) => flatFrame(SIZE, [y, 128, 128]));
    expect(brightness.map((frame) => classify(frame).pathway)).toEqual(['slow', 'fast', 'slow', 'fast', 'slow']);
  });

  test('keeps its reference when the two buffers are swapped', () => {
    const classify = createClassifier(DEFAULT_SLOWFAST);
    const [grey, blue] = [flatFrame(SIZE, [120, 128, 128]), flatFrame(SIZE, [30, 240, 120])];
    const pathways = [grey, blue, blue, grey, grey, blue].map((frame) => classify(frame).pathway);
    expect(pathways).toEqual(['slow', 'slow', 'fast', 'slow', 'fast', 'slow']);
  });

  test('classifies a frame of another size as slow and compares later frames with it', () => {
    const classify = createClassifier(DEFAULT_SLOWFAST);
    const small = flatFrame({ width: 17, height: 3 }, [90, 100, 100]);
    const large = flatFrame(SIZE, [90, 100, 100]);
    expect(classify(small)).toEqual({ pathway: 'slow', similarity: 1 });
    expect(classify(large)).toEqual({ pathway: 'slow', similarity: 0 });
    expect(classify(large)).toEqual({ pathway: 'fast', similarity: 1 });
    expect(classify(small)).toEqual({ pathway: 'slow', similarity: 0 });
  });
});
