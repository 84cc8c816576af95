import { scaleLinear } from 'd3';
import type { TableRow } from './chart';
import { defineChart, fileStem } from './chart';
import { drawLine, nearestIndex } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawBottomTicks, drawLeftAxis } from './plot-axes';

/** How often levels were observed that a method predicted with about the same probability. */
export interface Reliability {
  readonly dimension: string;
  readonly method: string;
  readonly clips: number;
  /** Expected calibration error, 0..1. */
  readonly error: number;
  readonly bins: readonly {
    /** Mean predicted probability, 0..1. */
    readonly predicted: number;
    /** Observed frequency, 0..1, with its interval. */
    readonly observed: number;
    readonly low: number;
    readonly high: number;
    /** Predictions in the bin: one for each clip and level. */
    readonly count: number;
  }[];
}

const MARGIN = { top: 24, right: 12, bottom: 34, left: 40 };

export function reliabilityScales(width: number, height: number) {
  return {
    x: scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear([0, 1], [height - MARGIN.bottom, MARGIN.top]),
  };
}

/** Points with Wilson's interval. A calibrated method lies on the diagonal. */
export const reliabilityChart = defineChart<Reliability, HeightOption>({
  name: 'reliability',
  className: 'reliability',
  ...heightOption(280),
  title: ({ dimension, method }) => `${dimension}: calibration of the level distributions of ${method}`,
  fileStem: ({ dimension, method }) => fileStem(dimension, method, 'calibration'),
  summarise({ bins, clips, error }) {
    const above = bins.filter(({ predicted, low }) => predicted < low).length;
    const below = bins.filter(({ predicted, high }) => predicted > high).length;
    const off = `the observed frequency is significantly below the predicted probability in ${below} of ${bins.length} bins, above it in ${above}`;
    return `${clips} clips. Expected calibration error ${error.toFixed(3)}; ${off}.`;
  },
  table: ({ bins }) => [
    ['predicted_probability', 'observed_frequency', 'low', 'high', 'predictions'],
    ...bins.map(({ predicted, observed, low, high, count }): TableRow => [predicted, observed, low, high, count]),
  ],
  settings: ({ dimension, method, clips, error }) => ({ dimension, method, clips, error }),
  draw(svg, { data, width, height }, cursor) {
    const { x, y } = reliabilityScales(width, height);
    drawLeftAxis(svg, y, MARGIN, width, 'Observed frequency');
    drawBottomTicks(svg, x, height - MARGIN.bottom, 'Predicted probability', width);
    drawLine(svg, 'ideal', [x(0), x(1)], [y(0), y(1)]);
    const bins = svg.append('g').selectAll('g').data(data.bins).join('g');
    bins.attr('class', 'bin').classed('under-cursor', (_, i) => i === cursor);
    bins
      .append('line')
      .attr('x1', ({ predicted }) => x(predicted))
      .attr('x2', ({ predicted }) => x(predicted))
      .attr('y1', ({ low }) => y(low))
      .attr('y2', ({ high }) => y(high));
    bins
      .append('circle')
      .attr('cx', ({ predicted }) => x(predicted))
      .attr('cy', ({ observed }) => y(observed))
      .attr('r', 4);
  },
  marks: {
    count: ({ bins }) => bins.length,
    at({ data, width, height }, x) {
      const probability = reliabilityScales(width, height).x.invert(x);
      return nearestIndex(data.bins, ({ predicted }) => Math.abs(predicted - probability));
    },
    describe({ bins }, mark) {
      const bin = bins[mark];
      if (bin === undefined) return '';
      const [predicted, observed, low, high] = [bin.predicted, bin.observed, bin.low, bin.high].map((p) =>
        p.toFixed(2),
      );
      return `predicted probability ${predicted}: observed frequency ${observed} [${low}, ${high}] over ${bin.count} predictions`;
    },
  },
});
