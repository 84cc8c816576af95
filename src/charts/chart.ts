import type { OptionRules } from './options';
import { withDefaults } from './options';
import type { Svg } from './svg';
import { createSvg } from './svg';

/** One row of numbers; the first row of a table holds the column names. */
export type TableRow = readonly (string | number)[];

/** What the page needs to show, read out, walk by keyboard and export a picture. */
export interface Chart {
  /** Accessible name and title of exported files, e.g. `Motion quality: level distribution`. */
  readonly name: string;
  /** The content of the picture in one or two sentences, for screen readers and exported files. */
  readonly summary: string;
  /** Lower-case words and dashes, for file names. */
  readonly fileStem: string;
  /** Height in CSS pixels for a width in CSS pixels. */
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

/** Data and options of one drawing, with its size in CSS pixels. */
export interface Plot<Data, Options> {
  readonly data: Data;
  readonly options: Options;
  readonly width: number;
  readonly height: number;
}

/** Everything that makes one kind of chart. Functions must be pure. */
export interface ChartDefinition<Data, Options> {
  /** Name of the chart's file, for error messages. */
  readonly name: string;
  /** Class of the SVG, for style sheets. */
  readonly className: string;
  readonly defaults: Options;
  /** A rule for each option. */
  readonly validate: OptionRules<Options>;
  /** Accessible name of the picture. */
  title(data: Data): string;
  /** Stem of the names of exported files. */
  fileStem(data: Data): string;
  /** Height in CSS pixels. */
  height(data: Data, options: Options, width: number): number;
  /** One or two sentences for a reader who cannot see the picture. */
  summarise(data: Data): string;
  /** All numbers behind the picture, column names first. */
  table(data: Data): readonly TableRow[];
  /** What made the numbers; written into exported files. */
  settings(data: Data): Readonly<Record<string, string | number>>;
  /** Draws into an empty SVG. `cursor` is the mark to highlight. */
  draw(svg: Svg, plot: Plot<Data, Options>, cursor: number | undefined): void;
  /** The things that pointer and keyboard walk over, numbered from 0. */
  readonly marks: {
    count(data: Data): number;
    describe(data: Data, mark: number): string;
    /** The mark nearest to a place of the picture, in CSS pixels. */
    at(plot: Plot<Data, Options>, x: number, y: number | undefined): number;
    /** Makes the chart one that can be brushed with a box. */
    within?(plot: Plot<Data, Options>, box: Box): readonly number[];
  };
}

/**
 * Turns a definition into the function that makes the chart from data and options. The function throws a `RangeError`
 * that names the option and its rule when an option is out of range.
 */
export function defineChart<Data, Options extends { readonly [Name in keyof Options]: number }>(
  definition: ChartDefinition<Data, Options>,
): (data: Data, options?: Partial<Options>) => Chart {
  const { name, className, marks } = definition;
  return (data, given = {}) => {
    const options = withDefaults(name, definition.defaults, definition.validate, given);
    const title = definition.title(data);
    const summary = definition.summarise(data);
    const height = (width: number): number => definition.height(data, options, width);
    const plot = (width: number): Plot<Data, Options> => ({ data, options, width, height: height(width) });
    return {
      name: title,
      summary,
      fileStem: definition.fileStem(data),
      height,
      draw(width, cursor) {
        const svg = createSvg(width, height(width), title, summary).classed(className, true);
        definition.draw(svg, plot(width), cursor);
        return svg.node()!;
      },
      marks: marks.count(data),
      markAt: (width, x, y) => marks.at(plot(width), x, y),
      ...(marks.within && { marksWithin: (width: number, box: Box) => marks.within!(plot(width), box) }),
      describe: (mark) => marks.describe(data, mark),
      // Not before it is asked for: a chart is made at every step of a drag.
      get table() {
        return definition.table(data);
      },
      settings: definition.settings(data),
    };
  };
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
