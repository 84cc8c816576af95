import type { Chart } from '../../../charts';
import type { EvaluationState } from './state';

/** The chart with the table it was drawn from, and what was done to its scores, in the metadata of its pictures. */
export function chartOfTable(chart: Chart, { evaluation }: EvaluationState): Chart {
  if (evaluation === undefined) return chart;
  const mapped = Object.keys(evaluation.mapped).length > 0 ? { mappedTo: '1..5' } : {};
  return { ...chart, settings: { table: evaluation.name, rows: evaluation.rows, ...mapped, ...chart.settings } };
}
