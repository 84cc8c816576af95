import type { Chart } from '../../../charts';
import type { EvaluationState } from './state';

/** Adds the table's name and the mapping of its scores to the metadata of a chart's pictures. */
export function chartOfTable(chart: Chart, { evaluation }: EvaluationState): Chart {
  if (evaluation === undefined) return chart;
  const mapped = Object.keys(evaluation.mapped).length > 0 ? { mappedTo: '1..5' } : {};
  return { ...chart, settings: { table: evaluation.name, rows: evaluation.rows, ...mapped, ...chart.settings } };
}
