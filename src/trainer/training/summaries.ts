import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast/tokens';
import type { PackedClip } from '../corpus/clip';
import type { Scaling } from '../network/features';
import { INPUT_WIDTHS, writeScaled } from '../network/features';
import type { Orientation } from '../network/orientation';
import { orientStatistics } from '../network/orient-statistics';
import { summarise } from '../network/summary';
import type { TokenUnits } from './source';

/** Columns of statistics at the end of a packed row, decoded. */
export function statisticsOf(clip: PackedClip, pathway: 'fast' | 'slow', row: number, units: TokenUnits): number[] {
  const { pixels, statistics } = INPUT_WIDTHS[pathway];
  const width = pathway === 'fast' ? FAST_WIDTH : SLOW_WIDTH;
  const data = pathway === 'fast' ? clip.fast : clip.slow;
  const from = row * width + pixels;
  return Array.from({ length: statistics }, (_, i) => data[from + i]! * units[pathway][pixels + i]!);
}

/** Summary (network/summary.ts) of some of a packed clip's rows: [SUMMARY_WIDTHS]. */
export function summaryOf(
  clip: PackedClip,
  pathway: 'fast' | 'slow',
  rows: readonly number[],
  orientation: Orientation,
  units: TokenUnits,
  scaling: Scaling,
): Float32Array {
  const width = INPUT_WIDTHS[pathway].statistics;
  const scaled = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    const statistics = statisticsOf(clip, pathway, row, units);
    orientStatistics(pathway, statistics, orientation);
    writeScaled(scaled, index * width, statistics, scaling);
  });
  return summarise(pathway, scaled);
}
