import type { Selection } from 'd3';
import { scaleLinear } from 'd3';
import type { Chart, TableRow } from './chart';
import { fileStem } from './chart';
import { createSvg } from './svg';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Mean score in the units of whoever gave it, with the intervals of the mean and of its rank. */
export interface RankedMean {
  readonly mean: number;
  readonly interval: Range | undefined;
  readonly ranks: Range | undefined;
}

/** Where each generator stands with people and with a method. */
export interface RankBump {
  readonly method: string;
  readonly dimension: string;
  readonly rows: readonly {
    readonly group: string;
    readonly n: number;
    readonly human: RankedMean;
    readonly predicted: RankedMean;
  }[];
  /** Generators of which clips are chosen. */
  readonly selected?: ReadonlySet<string>;
}

const MARGIN = { top: 30, bottom: 8 };
const ROW_PX = 30;
/** Names and means stand at both sides of the lines. */
const SIDE_PX = 132;
const STAGGER_PX = 3;
const STAGGERED = 5;

/** Ranks from 1, the best first; equals in the order given. */
export function ranksOf(data: RankBump, side: 'human' | 'predicted'): number[] {
  const order = data.rows.map((_, i) => i).sort((a, b) => data.rows[b]![side].mean - data.rows[a]![side].mean);
  const ranks = new Array<number>(order.length);
  order.forEach((row, rank) => (ranks[row] = rank + 1));
  return ranks;
}

export function describeRankBump(data: RankBump): string {
  const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
  const moved = data.rows.filter((_, i) => human[i] !== predicted[i]);
  const best = data.rows[human.indexOf(1)]?.group ?? 'none';
  const places = `${moved.length} of ${data.rows.length} generators change places.`;
  return `People put ${best} first. With ${data.method}, ${places}`;
}

export function bumpTable(data: RankBump): readonly TableRow[] {
  const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
  const side = (rank: number, { mean, interval, ranks }: RankedMean): TableRow => [
    rank,
    ranks?.low ?? '',
    ranks?.high ?? '',
    mean,
    interval?.low ?? '',
    interval?.high ?? '',
  ];
  const heads = ['people', 'method'].flatMap((who) =>
    ['rank', 'rank_low', 'rank_high', 'mean', 'mean_low', 'mean_high'].map((what) => `${what}_${who}`),
  );
  return [
    ['generator', 'clips', ...heads],
    ...data.rows.map((row, i): TableRow => [
      row.group,
      row.n,
      ...side(human[i]!, row.human),
      ...side(predicted[i]!, row.predicted),
    ]),
  ];
}

export function describeGenerator(data: RankBump, index: number): string {
  const row = data.rows[index];
  if (row === undefined) return '';
  const [human, predicted] = [ranksOf(data, 'human')[index]!, ranksOf(data, 'predicted')[index]!];
  return `${row.group}, ${row.n} clips: people ${place(human, row.human)}; ${data.method} ${place(predicted, row.predicted)}`;
}

function place(rank: number, { mean, interval, ranks }: RankedMean): string {
  const places = ranks === undefined || ranks.low === ranks.high ? '' : ` (${ranks.low} to ${ranks.high})`;
  const means = interval === undefined ? '' : ` [${interval.low.toPrecision(3)}, ${interval.high.toPrecision(3)}]`;
  return `${rank}.${places} with ${mean.toPrecision(3)}${means}`;
}

export function rankBump(
  data: RankBump,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, chartName(data), describeRankBump(data)).classed('bump', true);
  const { side, left, right, y } = bumpScales(data, width, height);
  const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
  svg.append('text').attr('class', 'axis-name').attr('x', left).attr('y', 16).attr('text-anchor', 'end').text('people');
  svg.append('text').attr('class', 'axis-name').attr('x', right).attr('y', 16).text(data.method);
  data.rows.forEach((row, i) => {
    const [from, to] = [y(human[i]!), y(predicted[i]!)];
    const group = svg
      .append('g')
      .attr('class', human[i] === predicted[i] ? 'line kept' : 'line moved')
      .classed('under-cursor', i === cursor)
      .classed('selected', data.selected?.has(row.group) === true);
    const bend = (right - left) * 0.4;
    group
      .append('path')
      .attr('d', `M${left + 8},${from}C${left + bend},${from} ${right - bend},${to} ${right - 8},${to}`);
    // Neighbours' intervals overlap, so each stands a little beside the last.
    const step = 4 + STAGGER_PX * (i % STAGGERED);
    for (const [cx, cy, at, ranks] of [
      [left + 8, from, left + 8 + step, row.human.ranks],
      [right - 8, to, right - 8 - step, row.predicted.ranks],
    ] as const) {
      if (ranks !== undefined && ranks.high > ranks.low) {
        group.append('line').attr('x1', at).attr('x2', at).attr('y1', y(ranks.low)).attr('y2', y(ranks.high));
      }
      group.append('circle').attr('cx', cx).attr('cy', cy).attr('r', 4);
    }
    label(group, left, from, 'end', `${shorten(row.group, side)} ${row.human.mean.toFixed(2)}`);
    label(group, right, to, 'start', `${row.predicted.mean.toPrecision(3)} ${shorten(row.group, side)}`);
  });
  return svg.node()!;
}

/** Where the lines begin and end, and the height of each rank. */
function bumpScales({ rows }: RankBump, width: number, height: number) {
  const side = Math.min(SIDE_PX, width * 0.34);
  const ends = [MARGIN.top + ROW_PX / 2, height - MARGIN.bottom - ROW_PX / 2];
  return { side, left: side, right: width - side, y: scaleLinear([1, Math.max(2, rows.length)], ends) };
}

/** The row whose line, or whose end left or right of the lines, is nearest in height to a place of the picture. */
export function rowAt(
  data: RankBump,
  width: number,
  height: number,
  at: { readonly x: number; readonly y: number },
): number {
  const { left, right, y } = bumpScales(data, width, height);
  const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
  const t = Math.min(1, Math.max(0, (at.x - left) / (right - left)));
  // The lines are eased: flat at both ends.
  const way = t * t * (3 - 2 * t);
  const away = (row: number): number => Math.abs(y(human[row]! + (predicted[row]! - human[row]!) * way) - at.y);
  return data.rows.reduce((best, _, row) => (away(row) < away(best) ? row : best), 0);
}

type Group = Selection<SVGGElement, undefined, null, undefined>;

function label(group: Group, x: number, y: number, anchor: string, text: string): void {
  group
    .append('text')
    .attr('class', 'tick')
    .attr('x', x)
    .attr('y', y)
    .attr('dy', '0.32em')
    .attr('text-anchor', anchor)
    .text(text);
}

function shorten(name: string, room: number): string {
  const most = Math.max(6, Math.floor(room / 7) - 6);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

export function rankBumpChart(data: RankBump): Chart {
  const height = (): number => MARGIN.top + MARGIN.bottom + ROW_PX * Math.max(2, data.rows.length);
  const byHuman = data.rows.map((_, i) => i).sort((a, b) => data.rows[b]!.human.mean - data.rows[a]!.human.mean);
  return {
    name: chartName(data),
    summary: describeRankBump(data),
    fileStem: fileStem(data.dimension, data.method, 'ranks'),
    height,
    draw: (width, cursor) =>
      rankBump(data, { width, height: height(), cursor: cursor === undefined ? undefined : byHuman[cursor] }),
    marks: data.rows.length,
    // Marks are walked in the order in which people rank them.
    markAt: (width, x, y = 0) => byHuman.indexOf(rowAt(data, width, height(), { x, y })),
    describe: (mark) => describeGenerator(data, byHuman[mark] ?? 0),
    table: bumpTable(data),
    settings: { dimension: data.dimension, method: data.method },
  };
}

function chartName(data: RankBump): string {
  return `${data.dimension}: generators by people and by ${data.method}`;
}
