import { PLACE_WIDTH } from '../../slowfast';
import { tensor } from '../engine/jax';
import type { TrunkInput } from './encoder';
import type { Scaling } from './features';
import type { Orientation } from './orientation';
import { orientPlace, pixelSources } from './orientation';
import { orientStatistics } from './orient-statistics';
import { DIFFERENCE_LIMIT, INPUT_WIDTHS, PLACE_FEATURES, RGB_COLUMNS, writePlace, writeScaled } from './features';

/** Collects one pathway's rows as the network's three inputs. */
export class TrunkRows {
  readonly #pixelColumns: number;
  readonly #statisticColumns: number;
  readonly #pixels: Float32Array;
  readonly #statistics: Float32Array;
  readonly #places: Float32Array;
  /** Units of plain floats. */
  readonly #ones: Float32Array;
  readonly #pathway: 'fast' | 'slow';
  #orientation: Orientation | undefined;
  #sources: Uint16Array = new Uint16Array(0);
  #count = 0;

  constructor(
    pathway: 'fast' | 'slow',
    readonly rows: number,
  ) {
    this.#pixelColumns = INPUT_WIDTHS[pathway].pixels;
    this.#statisticColumns = INPUT_WIDTHS[pathway].statistics;
    this.#pathway = pathway;
    this.#pixels = new Float32Array(rows * this.#pixelColumns);
    this.#statistics = new Float32Array(rows * this.#statisticColumns);
    this.#places = new Float32Array(rows * PLACE_FEATURES);
    this.#ones = new Float32Array(this.#pixelColumns + this.#statisticColumns + PLACE_WIDTH).fill(1);
  }

  /**
   * Adds the row that starts at `from`. `units` is the value of one step of each column (undefined for plain floats),
   * `factor` multiplies differences.
   */
  add(
    data: ArrayLike<number>,
    from: number,
    units: Float32Array | undefined,
    scaling: Scaling,
    orientation: Orientation,
    factor: number,
  ): void {
    const row = this.#count++;
    const sources = this.#sourcesOf(orientation);
    const pixels = this.#pixels.subarray(row * this.#pixelColumns, (row + 1) * this.#pixelColumns);
    const worth = units ?? this.#ones;
    for (let i = 0; i < RGB_COLUMNS; i++) pixels[i] = data[from + sources[i]!]! * worth[sources[i]!]! - 0.5;
    for (let i = RGB_COLUMNS; i < pixels.length; i++) {
      const value = data[from + sources[i]!]! * worth[sources[i]!]! * factor;
      pixels[i] = Math.max(-DIFFERENCE_LIMIT, Math.min(DIFFERENCE_LIMIT, value));
    }
    const rest: number[] = [];
    const columns = this.#pixelColumns + this.#statisticColumns + PLACE_WIDTH;
    for (let i = this.#pixelColumns; i < columns; i++) rest.push(data[from + i]! * worth[i]!);
    orientStatistics(this.#pathway, rest, orientation);
    writeScaled(this.#statistics, row * this.#statisticColumns, rest, scaling);
    const [x, y, time] = rest.slice(this.#statisticColumns);
    writePlace(this.#places, row * PLACE_FEATURES, [...orientPlace(orientation, x!, y!), time!]);
  }

  /** Rows of one clip are added one after the other, so one table is cached. */
  #sourcesOf(orientation: Orientation): Uint16Array {
    if (orientation !== this.#orientation) {
      this.#orientation = orientation;
      this.#sources = pixelSources(orientation, this.#pixelColumns);
    }
    return this.#sources;
  }

  /** Puts the rows on the device; `summaries` is [clips][SUMMARY_WIDTHS]. */
  input(summaries: readonly Float32Array[]): TrunkInput {
    const width = summaries[0]!.length;
    const summary = new Float32Array(summaries.length * width);
    summaries.forEach((each, clip) => summary.set(each, clip * width));
    return {
      pixels: tensor(this.#pixels, [this.rows, this.#pixelColumns]),
      statistics: tensor(this.#statistics, [this.rows, this.#statisticColumns]),
      place: tensor(this.#places, [this.rows, PLACE_FEATURES]),
      summary: tensor(summary, [summaries.length, width]),
    };
  }
}
