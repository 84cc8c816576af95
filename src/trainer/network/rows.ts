import { PATCH_PX, PLACE_WIDTH } from '../../slowfast/tokens';
import { tensor } from '../engine/jax';
import type { TrunkInput } from './encoder';
import type { Scaling } from './features';
import { DIFFERENCE_LIMIT, INPUT_WIDTHS, PLACE_FEATURES, RGB_COLUMNS, writePlace, writeScaled } from './features';

/** Collects one pathway's rows as the network's three inputs. */
export class TrunkRows {
  readonly #pixelColumns: number;
  readonly #statisticColumns: number;
  readonly #pixels: Float32Array;
  readonly #statistics: Float32Array;
  readonly #places: Float32Array;
  #count = 0;

  constructor(
    pathway: 'fast' | 'slow',
    readonly rows: number,
  ) {
    this.#pixelColumns = INPUT_WIDTHS[pathway].pixels;
    this.#statisticColumns = INPUT_WIDTHS[pathway].statistics;
    this.#pixels = new Float32Array(rows * this.#pixelColumns);
    this.#statistics = new Float32Array(rows * this.#statisticColumns);
    this.#places = new Float32Array(rows * PLACE_FEATURES);
  }

  /**
   * Adds the row that starts at `from`. `units` is what one step of each column is worth (undefined for plain floats),
   * `factor` what differences are multiplied by.
   */
  add(
    data: ArrayLike<number>,
    from: number,
    units: Float32Array | undefined,
    scaling: Scaling,
    mirrored: boolean,
    factor: number,
  ): void {
    const row = this.#count++;
    const out = row * this.#pixelColumns;
    for (let i = 0; i < this.#pixelColumns; i++) {
      // Patches are planes of 16 x 16: a mirror image reverses each line.
      const source = mirrored ? i - (i % PATCH_PX) + (PATCH_PX - 1 - (i % PATCH_PX)) : i;
      const value = data[from + source]! * (units?.[source] ?? 1);
      if (i < RGB_COLUMNS) this.#pixels[out + i] = value - 0.5;
      else this.#pixels[out + i] = Math.max(-DIFFERENCE_LIMIT, Math.min(DIFFERENCE_LIMIT, value * factor));
    }
    const rest = Array.from(
      { length: this.#statisticColumns + PLACE_WIDTH },
      (_, i) => data[from + this.#pixelColumns + i]! * (units?.[this.#pixelColumns + i] ?? 1),
    );
    writeScaled(this.#statistics, row * this.#statisticColumns, rest, scaling);
    const [x, y, time] = rest.slice(this.#statisticColumns);
    writePlace(this.#places, row * PLACE_FEATURES, [mirrored ? 1 - x! : x!, y!, time!]);
  }

  /** Puts the rows on the device. */
  input(): TrunkInput {
    return {
      pixels: tensor(this.#pixels, [this.rows, this.#pixelColumns]),
      statistics: tensor(this.#statistics, [this.rows, this.#statisticColumns]),
      place: tensor(this.#places, [this.rows, PLACE_FEATURES]),
    };
  }
}
