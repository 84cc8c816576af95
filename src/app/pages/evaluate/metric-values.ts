import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID } from '../../../statistics';
import { formatCount } from '../../../base';
import type { LevelId, MethodMetrics } from './evaluation';

/** The metric of a method at a level. Undefined where it is missing, or has no meaning between two scales. */
export function valueOf(method: MethodMetrics, level: LevelId, id: MetricId): number | undefined {
  if (METRIC_BY_ID[id].absolute && !method.sameScale) return undefined;
  return level === 'instance' ? method.instance[id] : method[level]?.metrics[id];
}

/** Number of clips, generators or contents of a metric. */
export function countAt(method: MethodMetrics, level: LevelId): number {
  if (level === 'instance') return method.n;
  return (level === 'model' ? method.model?.groups : method.within?.used) ?? 0;
}

/** The same as the table prints it: "355 of 360" where some are left out. */
export function countWords(method: MethodMetrics, level: LevelId, rows: number): string {
  const count = countAt(method, level);
  const all = level === 'instance' ? rows : level === 'model' ? count : (method.within?.contents ?? 0);
  return count === all ? formatCount(count) : `${formatCount(count)} of ${formatCount(all)}`;
}
