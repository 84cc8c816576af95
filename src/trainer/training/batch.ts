import type { Random } from '../../base/random';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast/tokens';
import type { PackedClip, TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import { tensor } from '../engine/jax';
import type { Scalings } from '../network/features';
import { CLIP_INPUTS, INPUT_WIDTHS, clipInputs, differenceFactor, writeScaled } from '../network/features';
import type { ClipInput } from '../network/forward';
import type { Orientation } from '../network/orientation';
import { UPRIGHT } from '../network/orientation';
import { TrunkRows } from '../network/rows';
import { MAX_LENGTH, PATHWAYS, PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { Targets } from './loss';
import type { TokenUnits } from './source';
import type { Softness } from './targets';
import { sentenceFor, softLevels } from './targets';

/** Rows that one clip gives to a batch. */
export interface BatchRows {
  readonly fast: number;
  readonly slow: number;
}

/** One clip in a batch: which of its rows, and how it is turned. */
export interface Draw {
  readonly clip: PackedClip;
  readonly fastRows: readonly number[];
  readonly slowRows: readonly number[];
  readonly orientation: Orientation;
}

/** A random draw: rows without repetition while there are enough, turned at random. */
export function drawClip(clip: PackedClip, rows: BatchRows, random: Random): Draw {
  return {
    clip,
    fastRows: drawRows(clip.fastRows, rows.fast, random),
    slowRows: drawRows(clip.slowRows, rows.slow, random),
    orientation: drawOrientation(random),
  };
}

function drawOrientation(random: Random): Orientation {
  const [red, green, blue] = random.shuffle([0, 1, 2]);
  return {
    mirrorX: random.chance(0.5),
    mirrorY: random.chance(0.5),
    transpose: random.chance(0.5),
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
    orientation: UPRIGHT,
  };
}

/** Decodes, mirrors and scales the drawn rows and puts them on the device. Every draw has the same number of rows. */
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
  return { fast: fast.input(), slow: slow.input(), clip: tensor(clips, [draws.length, CLIP_INPUTS]) };
}

/** Soft ratings of every dimension, and `perClip` whole answers of randomly picked dimensions. */
export function targetsFor(draws: readonly Draw[], perClip: number, softness: Softness, random: Random): Targets {
  const size = VOCABULARY.length;
  const count = TRAINED_DIMENSIONS.length;
  const ratings = new Float32Array(draws.length * count * size);
  const mos = new Float32Array(draws.length * count);
  const sentences = new SentenceRows(draws.length, perClip);
  draws.forEach(({ clip, orientation }, index) => {
    TRAINED_DIMENSIONS.forEach((id, column) => {
      const at = index * count + column;
      const opinion = clip.label.opinions[id];
      mos[at] = opinion.mos;
      const masses = softLevels(id, opinion.mos, softness);
      levelsOfDimension(id).forEach((level, rung) => (ratings[at * size + wordId(level.word)] = masses[rung]!));
    });
    for (const id of random.shuffle(TRAINED_DIMENSIONS).slice(0, perClip)) {
      sentences.add(id, sentenceFor(clip.label, id, orientation));
    }
  });
  return {
    ratings: tensor(ratings, [draws.length, count, size]),
    mos: tensor(mos, [draws.length, count]),
    ...sentences.tensors(),
  };
}

/** Words fed: all but the last of the longest answer. */
export const FED_LENGTH = MAX_LENGTH - 1;

class SentenceRows {
  readonly #words: Int32Array;
  readonly #next: Int32Array;
  readonly #counted: Float32Array;
  readonly #fast: Float32Array;
  readonly #slow: Float32Array;
  #count = 0;

  constructor(
    readonly clips: number,
    readonly perClip: number,
  ) {
    const rows = clips * perClip;
    this.#words = new Int32Array(rows * FED_LENGTH);
    this.#next = new Int32Array(rows * FED_LENGTH);
    this.#counted = new Float32Array(rows * FED_LENGTH);
    this.#fast = new Float32Array(rows);
    this.#slow = new Float32Array(rows);
  }

  add(id: TrainedDimension, words: readonly number[]): void {
    const row = this.#count++;
    const at = row * FED_LENGTH;
    for (let i = 0; i + 1 < words.length; i++) {
      this.#words[at + i] = words[i]!;
      this.#next[at + i] = words[i + 1]!;
      // The rating has a loss of its own; the prompt is given.
      this.#counted[at + i] = i >= PROMPT_WORDS ? 1 : 0;
    }
    this.#fast[row] = PATHWAYS[id].includes('fast') ? 1 : 0;
    this.#slow[row] = PATHWAYS[id].includes('slow') ? 1 : 0;
  }

  tensors(): Pick<Targets, 'words' | 'nextWords' | 'counted' | 'fastAllowed' | 'slowAllowed'> {
    const rows = this.clips * this.perClip;
    return {
      words: tensor(this.#words, [rows, FED_LENGTH]),
      nextWords: tensor(this.#next, [rows, FED_LENGTH]),
      counted: tensor(this.#counted, [rows, FED_LENGTH]),
      fastAllowed: tensor(this.#fast, [this.clips, this.perClip]),
      slowAllowed: tensor(this.#slow, [this.clips, this.perClip]),
    };
  }
}

/** Columns of statistics at the end of a packed row, decoded: for measuring their scaling. */
export function statisticsOf(clip: PackedClip, pathway: 'fast' | 'slow', row: number, units: TokenUnits): number[] {
  const { pixels, statistics } = INPUT_WIDTHS[pathway];
  const width = pathway === 'fast' ? FAST_WIDTH : SLOW_WIDTH;
  const data = pathway === 'fast' ? clip.fast : clip.slow;
  const from = row * width + pixels;
  return Array.from({ length: statistics }, (_, i) => data[from + i]! * units[pathway][pixels + i]!);
}
