import type { Pathway } from '../../slowfast';
import { FAST_GRID, FAST_TOKENS, FAST_WIDTH, PLACE_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { PackedClip } from '../../corpus';
import type { Scaling } from '../network/features';
import { INPUT_WIDTHS, writeScaled } from '../network/features';
import type { Orientation } from '../network/orientation';
import { orientPlace } from '../network/orientation';
import { orientStatistics } from '../network/orient-statistics';
import { summarise } from '../network/summary';
import type { TokenUnits } from './source';

/** The decoded statistics of a packed row. */
export function statisticsOf(clip: PackedClip, pathway: Pathway, row: number, units: TokenUnits): number[] {
  const { pixels, statistics } = INPUT_WIDTHS[pathway];
  const width = pathway === 'fast' ? FAST_WIDTH : SLOW_WIDTH;
  const data = pathway === 'fast' ? clip.fast : clip.slow;
  const from = row * width + pixels;
  const unit = units[pathway];
  const out: number[] = [];
  for (let i = 0; i < statistics; i++) out.push(data[from + i]! * unit[pixels + i]!);
  return out;
}

/** Seconds of a packed fast row: the last column of its place. */
function timeOf(clip: PackedClip, row: number, units: TokenUnits): number {
  const column = FAST_WIDTH - 1;
  return clip.fast[row * FAST_WIDTH + column]! * units.fast[column]!;
}

/**
 * Summary (network/summary.ts) of the given rows of a packed clip; the fast ones are whole sampled frames:
 * [SUMMARY_WIDTHS].
 */
export function summaryOf(
  clip: PackedClip,
  pathway: Pathway,
  rows: readonly number[],
  orientation: Orientation,
  units: TokenUnits,
  scaling: Scaling,
): Float32Array {
  const width = INPUT_WIDTHS[pathway].statistics;
  const scaled = new Float32Array(rows.length * width);
  const places = pathway === 'fast' ? placesAfter(orientation) : undefined;
  rows.forEach((row, index) => {
    const statistics = statisticsOf(clip, pathway, row, units);
    orientStatistics(pathway, statistics, orientation);
    const place = index % FAST_TOKENS;
    const at = places === undefined ? index : index - place + places[place]!;
    writeScaled(scaled, at * width, statistics, scaling);
  });
  const times = pathway === 'fast' ? rows.map((row) => timeOf(clip, row, units)) : [];
  return summarise(pathway, scaled, times);
}

/** The position of each place of a sampled frame after the picture is oriented. */
function placesAfter(orientation: Orientation): number[] {
  return Array.from({ length: FAST_TOKENS }, (_, place) => {
    const middle = (at: number): number => (at + 0.5) / FAST_GRID;
    const [x, y] = orientPlace(orientation, middle(place % FAST_GRID), middle(Math.floor(place / FAST_GRID)));
    return Math.floor(y * FAST_GRID) * FAST_GRID + Math.floor(x * FAST_GRID);
  });
}

/** The same for the plain token rows of a window. */
export function summaryOfTokens(pathway: Pathway, tokens: Float32Array, scaling: Scaling): Float32Array {
  const { pixels, statistics } = INPUT_WIDTHS[pathway];
  const width = pixels + statistics + PLACE_WIDTH;
  const rows = tokens.length / width;
  const scaled = new Float32Array(rows * statistics);
  const times: number[] = [];
  for (let row = 0; row < rows; row++) {
    const from = row * width + pixels;
    writeScaled(scaled, row * statistics, tokens.subarray(from, from + statistics), scaling);
    times.push(tokens[(row + 1) * width - 1]!);
  }
  return summarise(pathway, scaled, times);
}
