import {
  FAST_PIXELS,
  FAST_STATISTICS,
  PATCH_PX,
  PLACE_WIDTH,
  SLOW_PIXELS,
  SLOW_STATISTICS,
} from '../../slowfast/tokens';
import type { Pathway } from '../../slowfast/tokens';
import { tensor } from '../engine/jax';
import type { TrunkInput } from './encoder';
import type { Scaling } from './features';
import { DIFFERENCE_LIMIT, INPUT_WIDTHS, PLACE_FEATURES, RGB_COLUMNS, writePlace, writeScaled } from './features';
import { writeMotion } from './motion';

/** Columns of a packed row: pixels, the token's own statistics, place. */
const LAYOUT = {
  fast: { pixels: FAST_PIXELS, statistics: FAST_STATISTICS.length },
  slow: { pixels: SLOW_PIXELS, statistics: SLOW_STATISTICS.length },
} as const;

/** One packed row as plain numbers, mirrored or not. A reader's arrays are used again by its next `read`. */
export class RowReader {
  /** As the token holds them, in the mirror's order. */
  readonly pixels: Float32Array;
  /** The token's statistics and, on the fast pathway, MOTION_FEATURES. */
  readonly statistics: Float32Array;
  readonly place: [number, number, number] = [0, 0, 0];

  constructor(readonly pathway: Pathway) {
    this.pixels = new Float32Array(LAYOUT[pathway].pixels);
    this.statistics = new Float32Array(INPUT_WIDTHS[pathway].statistics);
  }

  /** `units` is what one step of each column is worth; undefined where the row holds plain numbers. */
  read(data: ArrayLike<number>, from: number, units: Float32Array | undefined, mirrored: boolean): void {
    const { pixels, statistics } = LAYOUT[this.pathway];
    const column = (i: number): number => data[from + i]! * (units?.[i] ?? 1);
    for (let i = 0; i < pixels; i++) {
      // Patches are planes of 16 x 16: a mirror image reverses each line.
      this.pixels[i] = column(mirrored ? i - (i % PATCH_PX) + (PATCH_PX - 1 - (i % PATCH_PX)) : i);
    }
    for (let i = 0; i < statistics; i++) this.statistics[i] = column(pixels + i);
    if (this.pathway === 'fast') writeMotion(this.statistics, statistics, this.pixels);
    for (let i = 0; i < PLACE_WIDTH; i++) this.place[i] = column(pixels + statistics + i);
    if (mirrored) this.place[0] = 1 - this.place[0];
  }
}

/** Collects one pathway's rows as the network's three inputs. */
export class TrunkRows {
  readonly #reader: RowReader;
  readonly #pixels: Float32Array;
  readonly #statistics: Float32Array;
  readonly #places: Float32Array;
  #count = 0;

  constructor(
    pathway: Pathway,
    readonly rows: number,
  ) {
    this.#reader = new RowReader(pathway);
    this.#pixels = new Float32Array(rows * this.#reader.pixels.length);
    this.#statistics = new Float32Array(rows * this.#reader.statistics.length);
    this.#places = new Float32Array(rows * PLACE_FEATURES);
  }

  /** Adds the row that starts at `from` (see RowReader.read); differences are multiplied by `factor`. */
  add(
    data: ArrayLike<number>,
    from: number,
    units: Float32Array | undefined,
    scaling: Scaling,
    mirrored: boolean,
    factor: number,
  ): void {
    const row = this.#count++;
    this.#reader.read(data, from, units, mirrored);
    const { pixels, statistics, place } = this.#reader;
    const out = row * pixels.length;
    for (let i = 0; i < pixels.length; i++) {
      const value = pixels[i]!;
      if (i < RGB_COLUMNS) this.#pixels[out + i] = value - 0.5;
      else this.#pixels[out + i] = Math.max(-DIFFERENCE_LIMIT, Math.min(DIFFERENCE_LIMIT, value * factor));
    }
    writeScaled(this.#statistics, row * statistics.length, statistics, scaling);
    writePlace(this.#places, row * PLACE_FEATURES, place);
  }

  /** Puts the rows on the device. */
  input(): TrunkInput {
    return {
      pixels: tensor(this.#pixels, [this.rows, this.#reader.pixels.length]),
      statistics: tensor(this.#statistics, [this.rows, this.#reader.statistics.length]),
      place: tensor(this.#places, [this.rows, PLACE_FEATURES]),
    };
  }
}
