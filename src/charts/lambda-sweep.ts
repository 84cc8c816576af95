import type { ScaleLogarithmic } from 'd3';
import { scaleLog } from 'd3';
import { formatSignificant } from './format';
import type { Chart, TableRow } from './chart';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';
import { createSvg } from './svg';

/** What becomes of the teacher as lambda goes from bold to timid: one entry of each list a lambda. */
export interface LambdaSweep {
  /** Rising, above 0. */
  readonly lambdas: readonly number[];
  readonly expectedScore: readonly number[];
  /** Score of the likeliest level. */
  readonly mode: readonly number[];
  readonly entropy: readonly number[];
  readonly kl: readonly number[];
  readonly expectedReward: readonly number[];
  readonly objective: readonly number[];
  /** The lambda in force; it may lie outside the sweep. */
  readonly lambda: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

const NAME = 'Score, entropy, divergence and objective over lambda';
const HEIGHT_PX = 400;

export function lambdaScale(lambdas: readonly number[], width: number): ScaleLogarithmic<number, number> {
  return scaleLog([lambdas[0] ?? 0.01, lambdas.at(-1) ?? 100], [PANE_MARGIN.left, width - PANE_MARGIN.right]).clamp(
    true,
  );
}

/** The lambda of the sweep nearest to a value, on the logarithmic axis. */
export function nearestLambda(lambdas: readonly number[], lambda: number): number {
  // Held to the axis: every distance to infinity is the same.
  const at = Math.log(Math.min(lambdas.at(-1) ?? 1, Math.max(lambdas[0] ?? 1, lambda)));
  return lambdas.reduce(
    (best, each, i) => (Math.abs(Math.log(each) - at) < Math.abs(Math.log(lambdas[best]!) - at) ? i : best),
    0,
  );
}

export function describeLambdaSweep(data: LambdaSweep): string {
  const last = data.lambdas.length - 1;
  const from = formatSignificant(data.lambdas[0] ?? 0);
  const to = formatSignificant(data.lambdas[last] ?? 0);
  const score = `The expected score goes from ${formatSignificant(data.expectedScore[0] ?? 0)} at lambda ${from}`;
  const kl = `the divergence from ${formatSignificant(data.kl[0] ?? 0)} to ${formatSignificant(data.kl[last] ?? 0)} nats`;
  return `${score} to ${formatSignificant(data.expectedScore[last] ?? 0)} at ${to}, ${kl}.`;
}

export function lambdaSweepTable(data: LambdaSweep): readonly TableRow[] {
  return [
    ['lambda', 'expected_score', 'mode', 'entropy', 'kl', 'expected_reward', 'objective'],
    ...data.lambdas.map((lambda, i): TableRow => [
      lambda,
      data.expectedScore[i]!,
      data.mode[i]!,
      data.entropy[i]!,
      data.kl[i]!,
      data.expectedReward[i]!,
      data.objective[i]!,
    ]),
  ];
}

export function lambdaSweep(
  data: LambdaSweep,
  options: { readonly width: number; readonly height: number; readonly cursor?: number | undefined },
): SVGSVGElement {
  const { width, height, cursor } = options;
  const svg = createSvg(width, height, NAME, describeLambdaSweep(data)).classed('sweep', true);
  const x = lambdaScale(data.lambdas, width);
  const panes = [
    { title: 'E[s]; dashed: likeliest level', lines: [data.expectedScore, data.mode] },
    { title: 'Entropy H(π*), nats', lines: [data.entropy] },
    { title: 'KL(π* ‖ reference), nats', lines: [data.kl] },
    { title: 'F(π*); dashed: E[R]', lines: [data.objective, data.expectedReward] },
  ];
  const stacked = stackPanes(
    panes.map(({ title, lines }) => ({ title, values: lines.flat() })),
    { width, height },
  );
  drawCursorLine(svg, x(data.lambda), height, 'cursor in-force');
  if (cursor !== undefined) drawCursorLine(svg, x(data.lambdas[cursor] ?? 1), height, 'cursor');
  stacked.forEach((pane, i) => {
    drawPane(svg, pane, width);
    panes[i]!.lines.forEach((values, k) => {
      const points = data.lambdas.map((lambda, j) => [lambda, values[j]!] as const);
      drawSeries(svg, pane, x, points, k === 0 ? 'main' : 'second');
      const mark = cursor ?? nearestLambda(data.lambdas, data.lambda);
      svg
        .append('circle')
        .attr('class', k === 0 ? 'dot main' : 'dot second')
        .attr('cx', x(data.lambdas[mark]!))
        .attr('cy', pane.y(values[mark]!))
        .attr('r', 3);
    });
  });
  drawBottomAxis(svg, x, [0.01, 0.1, 1, 10, 100], { width, height }, (tick) =>
    tick === 0.01 ? 'λ = 0.01' : String(tick),
  );
  return svg.node()!;
}

export function lambdaSweepChart(data: LambdaSweep): Chart {
  const height = (): number => HEIGHT_PX;
  return {
    name: NAME,
    summary: describeLambdaSweep(data),
    fileStem: 'aso-lambda-sweep',
    height,
    draw: (width, cursor) => lambdaSweep(data, { width, height: height(), cursor }),
    marks: data.lambdas.length,
    markAt: (width, at) => nearestLambda(data.lambdas, lambdaScale(data.lambdas, width).invert(at)),
    describe(mark) {
      const lambda = data.lambdas[mark];
      if (lambda === undefined) return '';
      const numbers = [
        `E[s] ${formatSignificant(data.expectedScore[mark]!)}`,
        `mode ${formatSignificant(data.mode[mark]!)}`,
        `entropy ${formatSignificant(data.entropy[mark]!)}`,
        `KL ${formatSignificant(data.kl[mark]!)}`,
        `F ${formatSignificant(data.objective[mark]!)}`,
      ];
      return `lambda ${formatSignificant(lambda)}: ${numbers.join(', ')}`;
    },
    get table() {
      return lambdaSweepTable(data);
    },
    settings: data.settings,
  };
}
