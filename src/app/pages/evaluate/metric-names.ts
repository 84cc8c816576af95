import type { MetricId } from '../../../statistics';

/** How a figure is written, and which way is better. */
export interface MetricFacts {
  readonly label: string;
  readonly hint: string;
  readonly better: 'high' | 'low';
  /** Only meaningful where prediction and human score share a scale. */
  readonly absolute: boolean;
  readonly percent: boolean;
}

const plain = { better: 'high', absolute: false, percent: false } as const;

export const METRIC_FACTS: Readonly<Record<MetricId, MetricFacts>> = {
  srcc: { ...plain, label: 'SRCC', hint: "Spearman's rank correlation, ties share the mean rank" },
  plcc: { ...plain, label: 'PLCC', hint: "Pearson's linear correlation of the raw predictions" },
  plcc4: { ...plain, label: 'PLCC₄', hint: 'Pearson’s correlation after a logistic curve of four parameters (VQEG)' },
  plcc5: { ...plain, label: 'PLCC₅', hint: 'Pearson’s correlation after a logistic curve of five parameters' },
  krcc: { ...plain, label: 'KRCC', hint: "Kendall's tau-b" },
  krccC: { ...plain, label: 'tau-c', hint: "Stuart's tau-c, for ratings of few levels against a fine score" },
  pairwise: {
    ...plain,
    label: 'pairs',
    hint: 'Share of all pairs of clips that both sides order alike, a tie being alike only to a tie',
    percent: true,
  },
  mae: {
    label: 'MAE',
    hint: 'Mean absolute difference, in score points',
    better: 'low',
    absolute: true,
    percent: false,
  },
  rmse: { label: 'RMSE', hint: 'Root mean squared difference', better: 'low', absolute: true, percent: false },
  accuracy: { label: 'Acc@0.5', hint: 'Share within half a point', better: 'high', absolute: true, percent: true },
  relaxed: { label: 'relaxed', hint: 'Share within one point', better: 'high', absolute: true, percent: true },
  exact: {
    label: 'exact',
    hint: 'Share whose nearest whole score is the same: the accuracy of point benchmarks',
    better: 'high',
    absolute: true,
    percent: true,
  },
};

/** Three decimals, or a percentage with one; an en dash for what does not exist. */
export function formatMetric(value: number | undefined, id: MetricId): string {
  if (value === undefined) return '–';
  const text = METRIC_FACTS[id].percent ? `${(100 * value).toFixed(1)}\u00a0%` : value.toFixed(3);
  return text.replace('-', '−');
}
