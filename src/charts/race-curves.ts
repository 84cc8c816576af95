import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import type { Racer, Standing, Track } from '../policy';
import { RACERS } from '../policy';
import { formatSignificant } from './format';
import type { Chart, TableRow } from './chart';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { createSvg } from './svg';

/** How SFT, GRPO and ASO come on, step by step from one start. */
export interface RaceCurves {
  readonly tracks: Readonly<Record<Racer, Track>>;
  /** Steps that the axis has room for: a race under way must not squeeze what was drawn. */
  readonly length: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

export const RACER_NAMES: Readonly<Record<Racer, string>> = { sft: 'SFT', grpo: 'GRPO', aso: 'ASO' };

const NAME = 'SFT, GRPO and ASO from the same start';
const HEIGHT_PX = 420;
const MEASURES: readonly { readonly key: keyof Standing; readonly title: string }[] = [
  { key: 'expectedReward', title: 'Expected reward' },
  { key: 'mae', title: 'Expected absolute error (MAE)' },
  { key: 'kl', title: 'KL to the reference, nats' },
  { key: 'entropy', title: 'Entropy, nats' },
];

export function raceScale(data: RaceCurves, width: number): ScaleLinear<number, number> {
  return scaleLinear([0, Math.max(1, data.length)], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

export function describeRaceCurves(data: RaceCurves): string {
  const steps = data.tracks.aso.length - 1;
  const told = RACERS.map((racer) => {
    const last = data.tracks[racer].at(-1);
    return `${RACER_NAMES[racer]} ${formatSignificant(last?.expectedReward ?? 0)}`;
  });
  return `Expected reward after ${steps} ${steps === 1 ? 'step' : 'steps'}: ${told.join(', ')}.`;
}

export function raceCurvesTable(data: RaceCurves): readonly TableRow[] {
  const columns = RACERS.flatMap((racer) => MEASURES.map(({ key }) => ({ racer, key })));
  return [
    ['step', ...columns.map(({ racer, key }) => `${racer}_${key === 'expectedReward' ? 'expected_reward' : key}`)],
    ...data.tracks.aso.map((_, step): TableRow => [
      step,
      ...columns.map(({ racer, key }) => data.tracks[racer][step]![key]),
    ]),
  ];
}

export function raceCurves(
  data: RaceCurves,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, NAME, describeRaceCurves(data)).classed('race', true);
  const x = raceScale(data, width);
  const panes = stackPanes(
    MEASURES.map(({ key, title }) => ({
      title,
      values: RACERS.flatMap((racer) => data.tracks[racer].map((standing) => standing[key])),
    })),
    { width, height },
  );
  if (cursor !== undefined) drawCursorLine(svg, x(cursor), height, 'cursor');
  panes.forEach((pane, i) => {
    const { key } = MEASURES[i]!;
    drawPane(svg, pane, width);
    for (const racer of RACERS) {
      const points = data.tracks[racer].map((standing, step) => [step, standing[key]] as const);
      drawSeries(svg, pane, x, points, racer);
      const at = cursor ?? points.length - 1;
      const value = points[at]?.[1];
      if (value === undefined || !Number.isFinite(value)) continue;
      svg
        .append('path')
        .attr('class', `racer ${racer}`)
        .attr('d', racerMark(racer, x(at), pane.y(value)));
    }
  });
  const ticks = x.ticks(Math.max(2, Math.min(8, Math.floor(width / 80)))).filter(Number.isInteger);
  drawBottomAxis(svg, x, ticks, { width, height }, (tick) => (tick === 0 ? 'step 0' : String(tick)));
  return svg.node()!;
}

/** Square, circle, diamond: shape as well as colour tells the three apart. */
export function racerMark(racer: Racer, x: number, y: number): string {
  if (racer === 'sft') return `M${x - 3},${y - 3}h6v6h-6z`;
  if (racer === 'grpo') return `M${x - 3.5},${y}a3.5,3.5 0 1 0 7,0a3.5,3.5 0 1 0 -7,0z`;
  return `M${x},${y - 4.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5z`;
}

export function raceCurvesChart(data: RaceCurves): Chart {
  const height = (): number => HEIGHT_PX;
  const steps = data.tracks.aso.length;
  return {
    name: NAME,
    summary: describeRaceCurves(data),
    fileStem: 'aso-race',
    height,
    draw: (width, cursor) => raceCurves(data, { width, height: height(), cursor }),
    marks: steps,
    markAt: (width, at) => Math.max(0, Math.min(steps - 1, Math.round(raceScale(data, width).invert(at)))),
    describe(mark) {
      const told = RACERS.map((racer) => {
        const at = data.tracks[racer][mark];
        return at === undefined
          ? ''
          : `${RACER_NAMES[racer]} ${formatSignificant(at.expectedReward)} (MAE ${formatSignificant(at.mae)})`;
      });
      return `Step ${mark}, expected reward: ${told.join(', ')}`;
    },
    get table() {
      return raceCurvesTable(data);
    },
    settings: data.settings,
  };
}
