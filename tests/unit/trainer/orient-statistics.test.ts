import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slowStatistics } from '../../../src/slowfast/cpu/slow-statistics';
import { FAST_STATISTICS, PATCH_AREA, SLOW_STATISTICS } from '../../../src/slowfast/tokens';
import { orientStatistics } from '../../../src/trainer/network/orient-statistics';
import { UPRIGHT, pixelSources } from '../../../src/trainer/network/orientation';

const pixel = fc.integer({ min: 0, max: 255 });
const plane = fc.array(pixel, { minLength: PATCH_AREA, maxLength: PATCH_AREA });

function statisticsOf(red: readonly number[], green: readonly number[], blue: readonly number[]): number[] {
  const luma = Float64Array.from(red, (value, i) => 0.299 * value + 0.587 * green[i]! + 0.114 * blue[i]!);
  const out = new Float32Array(SLOW_STATISTICS.length);
  const less = (values: readonly number[]): Float64Array => Float64Array.from(values, (value, i) => value - luma[i]!);
  slowStatistics({ luma, blue: less(blue), red: less(red) }, out, 0);
  return Array.from(out);
}

describe('statistics of an oriented picture', () => {
  it('equal those of the transposed fragment', () => {
    const transposed = { ...UPRIGHT, transpose: true };
    const sources = pixelSources(transposed, PATCH_AREA);
    fc.assert(
      fc.property(plane, plane, plane, (...planes) => {
        const foretold = statisticsOf(...planes);
        orientStatistics('slow', foretold, transposed);
        const turned = planes.map((values) => Array.from(sources, (source) => values[source]!));
        const measured = statisticsOf(turned[0]!, turned[1]!, turned[2]!);
        measured.forEach((value, i) => expect(foretold[i], SLOW_STATISTICS[i]).toBeCloseTo(value, 4));
      }),
      { numRuns: 50 },
    );
  });

  it('follow exchanged colours', () => {
    const means = ['mean B - Y / 128', 'mean R - Y / 128'] as const;
    const channels = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(plane, plane, plane, channels, (red, green, blue, order) => {
        const foretold = statisticsOf(red, green, blue);
        orientStatistics('slow', foretold, { ...UPRIGHT, channels: order as [number, number, number] });
        const planes = [red, green, blue];
        const measured = statisticsOf(planes[order[0]!]!, planes[order[1]!]!, planes[order[2]!]!);
        for (const name of means) {
          const at = SLOW_STATISTICS.indexOf(name);
          expect(foretold[at], name).toBeCloseTo(measured[at]!, 4);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have mirrored and transposed motion', () => {
    const across = FAST_STATISTICS.indexOf('sample: signed ln1p velocity across');
    const down = FAST_STATISTICS.indexOf('sample: signed ln1p velocity down');
    const turned = (change: Partial<typeof UPRIGHT>): [number, number] => {
      const statistics = FAST_STATISTICS.map(() => 0);
      [statistics[across], statistics[down]] = [2, 1];
      orientStatistics('fast', statistics, { ...UPRIGHT, ...change });
      return [statistics[across], statistics[down]];
    };
    expect(turned({ mirrorX: true })).toEqual([-2, 1]);
    expect(turned({ mirrorY: true })).toEqual([2, -1]);
    expect(turned({ transpose: true })).toEqual([1, 2]);
    expect(turned({ transpose: true, mirrorX: true })).toEqual([-1, 2]);
  });
});
