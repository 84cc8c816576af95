import { describe, expect, it } from 'vitest';
import { FAST_STATISTICS, FAST_TOKENS } from '../../../../src/slowfast/tokens';
import { windowOf } from '../../../../src/trainer/evaluation/exported';
import type { Orientation } from '../../../../src/trainer/network/orientation';
import { UPRIGHT } from '../../../../src/trainer/network/orientation';
import { identityScalings, scaledSummary } from '../../../../src/trainer/network/scalings';
import { SUMMARY_FEATURES } from '../../../../src/trainer/network/summary';
import { summaryOf, summaryOfTokens } from '../../../../src/trainer/training/summaries';
import { UNITS, randomClip } from '../clips';

const clip = randomClip('summed', 'train', 3 * FAST_TOKENS, 6);
const scalings = identityScalings();
const rowsOf = (count: number): number[] => Array.from({ length: count }, (_, row) => row);
const WIDTH = FAST_STATISTICS.length;
/** The layout features (centre, top) precede the rest and the trend. */
const CENTRE = (SUMMARY_FEATURES.fast - 4) * WIDTH;
const TOP = CENTRE + WIDTH;

function fastSummary(change: Partial<Orientation>): Float32Array {
  return summaryOf(clip, 'fast', rowsOf(clip.fastRows), { ...UPRIGHT, ...change }, UNITS, scalings.fast);
}

describe('the summary of a packed clip', () => {
  it('is that of the same rows as plain tokens', () => {
    const window = windowOf(clip, UNITS);
    for (const pathway of ['fast', 'slow'] as const) {
      const rows = rowsOf(pathway === 'fast' ? clip.fastRows : clip.slowRows);
      const packed = summaryOf(clip, pathway, rows, UPRIGHT, UNITS, scalings[pathway]);
      expect(packed).toEqual(summaryOfTokens(pathway, window[pathway], scalings[pathway]));
    }
  });

  it('follows the orientation: upside down, only top and bottom are exchanged', () => {
    const upright = fastSummary({});
    const turned = fastSummary({ mirrorY: true });
    const down = FAST_STATISTICS.indexOf('sample: signed ln1p velocity down');
    for (let column = 0; column < WIDTH; column++) {
      const sign = column === down ? -1 : 1;
      expect(turned[TOP + column], `top of ${FAST_STATISTICS[column]}`).toBeCloseTo(-sign * upright[TOP + column]!, 4);
      expect(turned[CENTRE + column]).toBeCloseTo(sign * upright[CENTRE + column]!, 4);
      expect(turned[column]).toBeCloseTo(sign * upright[column]!, 4);
    }
  });

  it('hardly depends on a single outlier once it is scaled', () => {
    const scaling = { offset: Float32Array.of(1, 0), factor: Float32Array.of(2, 1) };
    expect([...scaledSummary(Float32Array.of(2, -900), scaling)]).toEqual([2, -4]);
  });
});
