import { scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import type { Layer } from './marks';
import { drawText, nearestIndex } from './marks';
import { atLeast } from './options';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Mean score in its own unit, with the intervals of the mean and of its rank. */
export interface RankedMean {
  readonly mean: number;
  readonly interval: Range | undefined;
  readonly ranks: Range | undefined;
}

/** Ranks of generators by mean human score and by mean predicted score. */
export interface RankBump {
  readonly method: string;
  readonly dimension: string;
  readonly rows: readonly {
    readonly group: string;
    readonly n: number;
    readonly human: RankedMean;
    readonly predicted: RankedMean;
  }[];
  /** Generators that have chosen clips. */
  readonly selected?: ReadonlySet<string>;
}

export interface RankBumpOptions {
  /** Height of one rank, CSS pixels. */
  readonly rowHeightPx: number;
}

const MARGIN = { top: 30, bottom: 8 };
const ROW_PX = 30;
/** Names and means on either side of the lines. */
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

/** A line from the rank by human scores to the rank by the method, with the interval of each rank. */
export const rankBumpChart = defineChart<RankBump, RankBumpOptions>({
  name: 'rank-bump',
  className: 'bump',
  defaults: { rowHeightPx: ROW_PX },
  validate: { rowHeightPx: atLeast(12) },
  title: ({ dimension, method }) => `${dimension}: generators ranked by human scores and by ${method}`,
  fileStem: ({ dimension, method }) => fileStem(dimension, method, 'ranks'),
  height: ({ rows }, { rowHeightPx }) => MARGIN.top + MARGIN.bottom + rowHeightPx * Math.max(2, rows.length),
  summarise(data) {
    const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
    const moved = data.rows.filter((_, i) => human[i] !== predicted[i]);
    const best = data.rows[human.indexOf(1)]?.group ?? 'none';
    return `First by human scores: ${best}. ${data.method} ranks ${moved.length} of ${data.rows.length} generators differently.`;
  },
  table: tableOf,
  settings: ({ dimension, method }) => ({ dimension, method }),
  draw(svg, { data, options, width, height }, cursor) {
    const scales = bumpScales(data, width, height, options.rowHeightPx);
    const { left, right } = scales;
    drawText(svg, 'axis-name', { x: left, y: 16, anchor: 'end' }, 'Mean human score');
    drawText(svg, 'axis-name', { x: right, y: 16 }, data.method);
    const chosen = cursor === undefined ? undefined : byHuman(data)[cursor];
    const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
    data.rows.forEach((row, i) => {
      const group = svg
        .append('g')
        .attr('class', human[i] === predicted[i] ? 'line kept' : 'line moved')
        .classed('under-cursor', i === chosen)
        .classed('selected', data.selected?.has(row.group) === true);
      drawGenerator(group, scales, row, i, [human[i]!, predicted[i]!]);
    });
  },
  marks: {
    count: ({ rows }) => rows.length,
    at: ({ data, width, height }, x, y = 0) => byHuman(data).indexOf(rowAt(data, width, height, { x, y })),
    describe(data, mark) {
      const i = byHuman(data)[mark] ?? 0;
      const row = data.rows[i];
      if (row === undefined) return '';
      const [human, predicted] = [ranksOf(data, 'human')[i]!, ranksOf(data, 'predicted')[i]!];
      return `${row.group}, ${row.n} clips: human ${place(human, row.human)}; ${data.method} ${place(predicted, row.predicted)}`;
    },
  },
});

/** Rows by their mean human score, best first: the order in which marks are walked. */
function byHuman({ rows }: RankBump): number[] {
  return rows.map((_, i) => i).sort((a, b) => rows[b]!.human.mean - rows[a]!.human.mean);
}

function drawGenerator(
  group: Layer,
  { side, left, right, y }: ReturnType<typeof bumpScales>,
  row: RankBump['rows'][number],
  index: number,
  [human, predicted]: readonly [number, number],
): void {
  const [from, to] = [y(human), y(predicted)];
  const bend = (right - left) * 0.4;
  group
    .append('path')
    .attr('d', `M${left + 8},${from}C${left + bend},${from} ${right - bend},${to} ${right - 8},${to}`);
  // Intervals of neighbours overlap, so each is moved a little sideways.
  const step = 4 + STAGGER_PX * (index % STAGGERED);
  for (const [cx, cy, at, ranks] of [
    [left + 8, from, left + 8 + step, row.human.ranks],
    [right - 8, to, right - 8 - step, row.predicted.ranks],
  ] as const) {
    if (ranks !== undefined && ranks.high > ranks.low) {
      group.append('line').attr('x1', at).attr('x2', at).attr('y1', y(ranks.low)).attr('y2', y(ranks.high));
    }
    group.append('circle').attr('cx', cx).attr('cy', cy).attr('r', 4);
  }
  const name = shorten(row.group, side);
  const [own, others] = [row.human.mean.toFixed(2), row.predicted.mean.toPrecision(3)];
  drawText(group, 'tick', { x: left, y: from, middle: true, anchor: 'end' }, `${name} ${own}`);
  drawText(group, 'tick', { x: right, y: to, middle: true, anchor: 'start' }, `${others} ${name}`);
}

function tableOf(data: RankBump): readonly TableRow[] {
  const [human, predicted] = [ranksOf(data, 'human'), ranksOf(data, 'predicted')];
  const side = (rank: number, { mean, interval, ranks }: RankedMean): TableRow => [
    rank,
    ranks?.low ?? '',
    ranks?.high ?? '',
    mean,
    interval?.low ?? '',
    interval?.high ?? '',
  ];
  const heads = ['human', 'method'].flatMap((who) =>
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

function place(rank: number, { mean, interval, ranks }: RankedMean): string {
  const places = ranks === undefined || ranks.low === ranks.high ? '' : ` (${ranks.low} to ${ranks.high})`;
  const means = interval === undefined ? '' : ` [${interval.low.toPrecision(3)}, ${interval.high.toPrecision(3)}]`;
  return `${rank}.${places} with ${mean.toPrecision(3)}${means}`;
}

/** Where the lines begin and end, and the height of each rank. */
function bumpScales({ rows }: RankBump, width: number, height: number, rowHeightPx = ROW_PX) {
  const side = Math.min(SIDE_PX, width * 0.34);
  const ends = [MARGIN.top + rowHeightPx / 2, height - MARGIN.bottom - rowHeightPx / 2];
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
  // The lines are flat at both ends.
  const way = t * t * (3 - 2 * t);
  const away = (row: number): number => Math.abs(y(human[row]! + (predicted[row]! - human[row]!) * way) - at.y);
  return nearestIndex(data.rows, (_, row) => away(row));
}

function shorten(name: string, room: number): string {
  const most = Math.max(6, Math.floor(room / 7) - 6);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
