import type { ScaleLogarithmic } from 'd3';
import { scaleLog } from 'd3';
import type { TableRow } from './chart';
import { defineChart } from './chart';
import { formatSignificant } from '../base';
import { drawCircle, nearestIndex } from './marks';
import type { HeightOption } from './options';
import { heightOption } from './options';
import { drawBottomAxis, drawCursorLine, drawPane, drawSeries, PANE_MARGIN, stackPanes } from './panes';

/** The teacher distribution over lambda: one entry of each list a lambda. */
export interface LambdaSweep {
  /** Rising, above 0. */
  readonly lambdas: readonly number[];
  readonly expectedScore: readonly number[];
  /** Score of the most probable level. */
  readonly mode: readonly number[];
  readonly entropy: readonly number[];
  readonly kl: readonly number[];
  readonly expectedReward: readonly number[];
  readonly objective: readonly number[];
  /** The current lambda; it may lie outside the sweep. */
  readonly lambda: number;
  readonly settings: Readonly<Record<string, string | number>>;
}

export function lambdaScale(lambdas: readonly number[], width: number): ScaleLogarithmic<number, number> {
  return scaleLog([lambdas[0] ?? 0.01, lambdas.at(-1) ?? 100], [PANE_MARGIN.left, width - PANE_MARGIN.right]).clamp(
    true,
  );
}

/** The lambda of the sweep nearest to a value, on the logarithmic axis. */
export function nearestLambda(lambdas: readonly number[], lambda: number): number {
  // Clamped to the axis: every distance to infinity is the same.
  const at = Math.log(Math.min(lambdas.at(-1) ?? 1, Math.max(lambdas[0] ?? 1, lambda)));
  return nearestIndex(lambdas, (each) => Math.abs(Math.log(each) - at));
}

/** Four panes over a logarithmic lambda axis: score, entropy, divergence, objective. */
export const lambdaSweepChart = defineChart<LambdaSweep, HeightOption>({
  name: 'lambda-sweep',
  className: 'sweep',
  ...heightOption(400),
  title: () => 'Score, entropy, divergence and objective over lambda',
  fileStem: () => 'aso-lambda-sweep',
  summarise({ lambdas, expectedScore, kl }) {
    const ends = (values: readonly number[]): string[] =>
      [values[0] ?? 0, values.at(-1) ?? 0].map((value) => formatSignificant(value));
    const [[from, to], [low, high], [near, far]] = [ends(lambdas), ends(expectedScore), ends(kl)];
    return `The expected score goes from ${low} at lambda ${from} to ${high} at ${to}, the divergence from ${near} to ${far} nats.`;
  },
  table: (data) => [
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
  ],
  settings: ({ settings }) => settings,
  draw(svg, { data, width, height }, cursor) {
    const x = lambdaScale(data.lambdas, width);
    const panes = panesOf(data);
    const stacked = stackPanes(
      panes.map(({ title, lines }) => ({ title, values: lines.flat() })),
      { width, height },
    );
    drawCursorLine(svg, x(data.lambda), height, 'cursor in-force');
    if (cursor !== undefined) drawCursorLine(svg, x(data.lambdas[cursor] ?? 1), height, 'cursor');
    const mark = cursor ?? nearestLambda(data.lambdas, data.lambda);
    stacked.forEach((pane, i) => {
      drawPane(svg, pane, width);
      panes[i]!.lines.forEach((values, k) => {
        const points = data.lambdas.map((lambda, j) => [lambda, values[j]!] as const);
        const className = k === 0 ? 'main' : 'second';
        drawSeries(svg, pane, x, points, className);
        drawCircle(svg, `dot ${className}`, x(data.lambdas[mark]!), pane.y(values[mark]!), 3);
      });
    });
    drawBottomAxis(svg, x, [0.01, 0.1, 1, 10, 100], { width, height }, (tick) =>
      tick === 0.01 ? 'λ = 0.01' : String(tick),
    );
  },
  marks: {
    count: ({ lambdas }) => lambdas.length,
    at: ({ data, width }, x) => nearestLambda(data.lambdas, lambdaScale(data.lambdas, width).invert(x)),
    describe(data, mark) {
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
  },
});

function panesOf(
  data: LambdaSweep,
): readonly { readonly title: string; readonly lines: readonly (readonly number[])[] }[] {
  return [
    { title: 'Expected score E[s]; dashed: most probable level', lines: [data.expectedScore, data.mode] },
    { title: 'Entropy H(π*), nats', lines: [data.entropy] },
    { title: 'KL(π* ‖ reference), nats', lines: [data.kl] },
    { title: 'Objective F(π*); dashed: expected reward E[R]', lines: [data.objective, data.expectedReward] },
  ];
}
