import type { Random } from '../../base';
import { FAST_TOKENS, FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { PackedClip } from '../../corpus';
import { tensor } from '../engine/jax';
import { CLIP_INPUTS, clipInputs, differenceFactor, writeScaled } from '../network/features';
import type { ClipInput } from '../network/forward';
import type { Orientation } from '../network/orientation';
import { UPRIGHT } from '../network/orientation';
import { TrunkRows } from '../network/rows';
import type { Scalings } from '../network/scalings';
import { scaledSummary } from '../network/scalings';
import type { ClipSource, TokenUnits } from './source';
import { summaryOf } from './summaries';

/** Rows that one clip gives to a batch. */
export interface BatchRows {
  readonly fast: number;
  readonly slow: number;
}

/** One clip in a batch: its rows and its orientation. */
export interface Draw {
  readonly clip: PackedClip;
  readonly fastRows: readonly number[];
  readonly slowRows: readonly number[];
  /** Rows of the summaries, in order; the fast ones are whole sampled frames. */
  readonly summaryRows: { readonly fast: readonly number[]; readonly slow: readonly number[] };
  readonly orientation: Orientation;
}

/** A random draw of each of the given training clips. */
export function drawClips(source: ClipSource, indices: readonly number[], rows: BatchRows, random: Random): Draw[] {
  return indices.map((index) => drawClip(source.clip('train', index), rows, random));
}

/** A random draw: rows without repetition while there are enough, and a random orientation. */
export function drawClip(clip: PackedClip, rows: BatchRows, random: Random): Draw {
  return {
    clip,
    fastRows: drawRows(clip.fastRows, rows.fast, random),
    slowRows: drawRows(clip.slowRows, rows.slow, random),
    summaryRows: {
      fast: rowsOfFrames(drawHalf(samplesOf(clip), random)),
      slow: drawHalf(clip.slowRows, random),
    },
    orientation: drawOrientation(random),
  };
}

/** Half to all of the numbers, in order: a summary of fewer rows is another view of the same clip. */
function drawHalf(available: number, random: Random): number[] {
  return drawRows(available, random.integer(Math.ceil(available / 2), available + 1), random).sort((a, b) => a - b);
}

function samplesOf(clip: PackedClip): number {
  return Math.floor(clip.fastRows / FAST_TOKENS);
}

function rowsOfFrames(sampledFrames: readonly number[]): number[] {
  return sampledFrames.flatMap((sample) => Array.from({ length: FAST_TOKENS }, (_, i) => sample * FAST_TOKENS + i));
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/**
 * Mirrored pictures are natural; transposed or upside-down ones and exchanged colours are not, so they are drawn less
 * often. They are drawn at all against overfitting.
 */
function drawOrientation(random: Random): Orientation {
  const [red, green, blue] = random.chance(0.3) ? random.shuffle([0, 1, 2]) : [0, 1, 2];
  return {
    mirrorX: random.chance(0.5),
    mirrorY: random.chance(0.2),
    transpose: random.chance(0.2),
    channels: [red!, green!, blue!],
  };
}

/** `wanted` of `available` row numbers; all of them and then some again where there are too few. */
export function drawRows(available: number, wanted: number, random: Random): number[] {
  const order = Array.from({ length: available }, (_, index) => index);
  const drawn: number[] = [];
  for (let i = 0; i < wanted; i++) {
    const at = i < available ? i + random.integer(0, available - i) : random.integer(0, available);
    drawn.push(order[at]!);
    if (i < available) [order[i], order[at]] = [order[at]!, order[i]!];
  }
  return drawn;
}

/** The same rows every time, evenly spread: for evaluation with fixed shapes. */
export function evenDraw(clip: PackedClip, rows: BatchRows): Draw {
  const even = (available: number, wanted: number): number[] =>
    Array.from({ length: wanted }, (_, index) =>
      wanted <= available ? Math.floor((index * available) / wanted) : index % available,
    );
  return {
    clip,
    fastRows: even(clip.fastRows, rows.fast),
    slowRows: even(clip.slowRows, rows.slow),
    summaryRows: { fast: rowsOfFrames(upTo(samplesOf(clip))), slow: upTo(clip.slowRows) },
    orientation: UPRIGHT,
  };
}

/** Decodes, orients and scales the drawn rows and uploads them. Every draw has the same number of rows. */
export function clipInput(draws: readonly Draw[], units: TokenUnits, scalings: Scalings): ClipInput {
  const fast = new TrunkRows('fast', draws[0]!.fastRows.length * draws.length);
  const slow = new TrunkRows('slow', draws[0]!.slowRows.length * draws.length);
  const clips = new Float32Array(draws.length * CLIP_INPUTS);
  draws.forEach(({ clip, fastRows, slowRows, orientation }, index) => {
    const factor = differenceFactor(clip.clip);
    for (const row of fastRows) {
      fast.add(clip.fast, row * FAST_WIDTH, units.fast, scalings.fast, orientation, factor);
    }
    for (const row of slowRows) slow.add(clip.slow, row * SLOW_WIDTH, units.slow, scalings.slow, orientation, 1);
    writeScaled(clips, index * CLIP_INPUTS, clipInputs(clip.clip), scalings.clip);
  });
  const summaries = (pathway: 'fast' | 'slow'): Float32Array[] =>
    draws.map(({ clip, summaryRows, orientation }) =>
      scaledSummary(
        summaryOf(clip, pathway, summaryRows[pathway], orientation, units, scalings[pathway]),
        scalings[`${pathway}Summary`],
      ),
    );
  return {
    fast: fast.input(summaries('fast')),
    slow: slow.input(summaries('slow')),
    clip: tensor(clips, [draws.length, CLIP_INPUTS]),
  };
}
