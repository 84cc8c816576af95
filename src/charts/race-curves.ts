import type { ScaleLinear } from 'd3';
import { scaleLinear } from 'd3';
import type { Racer, Standing, Track } from '../policy';
import { RACERS } from '../policy';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatSignificant } from '../base';
import { diamondPath, discPath, drawPath, squarePath } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';

/** SFT, GRPO and ASO, step by step from one start. */
export interface RaceCurves {
  readonly tracks: Readonly<Record<Racer, Track>>;
  /** Steps on the axis. It may be more than were run, so that the scale stays while the race goes on. */
  readonly length: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

export const RACER_NAMES: Readonly<Record<Racer, string>> = { sft: 'SFT', grpo: 'GRPO', aso: 'ASO' };

const MEASURES: readonly { readonly key: keyof Standing; readonly title: string }[] = [
  { key: 'expectedReward', title: 'Expected reward' },
  { key: 'mae', title: 'Expected absolute error (MAE), score points' },
  { key: 'kl', title: 'KL to the reference, nats' },
  { key: 'entropy', title: 'Entropy, nats' },
];

export function raceScale(data: RaceCurves, width: number): ScaleLinear<number, number> {
  return scaleLinear([0, Math.max(1, data.length)], [PANE_MARGIN.left, width - PANE_MARGIN.right]);
}

/** Four panes over the step: reward, error, divergence, entropy. */
export const raceCurvesChart = defineChart<RaceCurves, HeightOption>({
  name: 'race-curves',
  className: 'race',
  ...heightOption(420),
  title: () => 'SFT, GRPO and ASO from the same start',
  fileStem: () => 'aso-race',
  summarise({ tracks }) {
    const steps = tracks.aso.length - 1;
    const last = RACERS.map((racer) => {
      return `${RACER_NAMES[racer]} ${formatSignificant(tracks[racer].at(-1)?.expectedReward ?? 0)}`;
    });
    return `Expected reward after ${steps} ${steps === 1 ? 'step' : 'steps'}: ${last.join(', ')}.`;
  },
  table({ tracks }) {
    const columns = RACERS.flatMap((racer) => MEASURES.map(({ key }) => ({ racer, key })));
    return [
      ['step', ...columns.map(({ racer, key }) => `${racer}_${key === 'expectedReward' ? 'expected_reward' : key}`)],
      ...tracks.aso.map((_, step): TableRow => [step, ...columns.map(({ racer, key }) => tracks[racer][step]![key])]),
    ];
  },
  settings: ({ settings }) => settings,
  draw(svg, { data, width, height }, cursor) {
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
        drawPath(svg, `racer ${racer}`, racerMark(racer, x(at), pane.y(value)));
      }
    });
    const ticks = x.ticks(Math.max(2, Math.min(8, Math.floor(width / 80)))).filter(Number.isInteger);
    drawBottomAxis(svg, x, ticks, { width, height }, (tick) => (tick === 0 ? 'step 0' : String(tick)));
  },
  marks: {
    count: ({ tracks }) => tracks.aso.length,
    at: ({ data, width }, x) =>
      Math.max(0, Math.min(data.tracks.aso.length - 1, Math.round(raceScale(data, width).invert(x)))),
    describe({ tracks }, mark) {
      const values = RACERS.flatMap((racer) => {
        const at = tracks[racer][mark];
        if (at === undefined) return [];
        return [`${RACER_NAMES[racer]} ${formatSignificant(at.expectedReward)} (MAE ${formatSignificant(at.mae)})`];
      });
      return `Step ${mark}, expected reward: ${values.join(', ')}`;
    },
  },
});

/** Square, disc, diamond: different shapes as well as colours. */
export function racerMark(racer: Racer, x: number, y: number): string {
  if (racer === 'sft') return squarePath(x, y, 3);
  return racer === 'grpo' ? discPath(x, y, 3.5) : diamondPath(x, y, 4.5);
}
