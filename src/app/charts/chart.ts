/** One row of numbers; the first row of a table holds the column names. */
export type TableRow = readonly (string | number)[];

/**
 * What the page needs to show, read out, walk by keyboard and export a picture. A chart file exports a pure drawing
 * function and one factory that returns this.
 */
export interface Chart {
  /** Accessible name and title of exported files, e.g. `Motion quality: level distribution`. */
  readonly name: string;
  /** What a person who does not see the picture should know, in one or two sentences. */
  readonly summary: string;
  /** Lower-case words and dashes, for file names. */
  readonly fileStem: string;
  /** Height in CSS pixels for a width: narrow screens may want a flatter picture. */
  height(width: number): number;
  /** Draws at a width in CSS pixels; `cursor` is the mark under the pointer or the keyboard. */
  draw(width: number, cursor: number | undefined): SVGSVGElement;
  /** How many marks the cursor walks over. */
  readonly marks: number;
  /** The mark nearest to x pixels from the left edge. */
  markAt(width: number, x: number): number;
  /** One mark in words, for the readout. */
  describe(mark: number): string;
  readonly table: readonly TableRow[];
  /** Settings that made the numbers; they travel in the metadata of an exported picture. */
  readonly settings: Readonly<Record<string, string | number>>;
}

/** Turns a chart's name into a file name. */
export function fileStem(...parts: readonly string[]): string {
  return parts
    .join('-')
    .normalize('NFC')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
}
