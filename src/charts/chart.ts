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
  /** The mark nearest to x pixels from the left edge; y, from the top, where marks lie above each other. */
  markAt(width: number, x: number, y?: number): number;
  /** The marks in a box of the picture. Charts that have it can be brushed. */
  marksWithin?(width: number, box: Box): readonly number[];
  /** One mark in words, for the readout. */
  describe(mark: number): string;
  readonly table: readonly TableRow[];
  /** Settings that made the numbers; they travel in the metadata of an exported picture. */
  readonly settings: Readonly<Record<string, string | number>>;
}

/** A part of a picture, in CSS pixels from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a person chose in a chart: marks that replace what was chosen before, join it, or change sides. */
export interface Brush {
  readonly marks: readonly number[];
  readonly how: 'replace' | 'add' | 'toggle';
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
