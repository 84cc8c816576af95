import type { FigureId } from '../../statistics/figures';
import { formatCount } from '../format';
import type { LevelId, MethodFigures } from './evaluation';
import { FIGURE_FACTS } from './figure-names';

/** The figure of a method at a level; undefined where it does not exist, or means nothing across two scales. */
export function valueOf(method: MethodFigures, level: LevelId, id: FigureId): number | undefined {
  if (FIGURE_FACTS[id].absolute && !method.sameScale) return undefined;
  return level === 'instance' ? method.instance[id] : method[level]?.figures[id];
}

/** How many clips, generators or contents a figure is taken over. */
export function countAt(method: MethodFigures, level: LevelId): number {
  if (level === 'instance') return method.n;
  return (level === 'model' ? method.model?.groups : method.within?.used) ?? 0;
}

/** The same as the table prints it: "355 of 360" where some are left out. */
export function countWords(method: MethodFigures, level: LevelId, rows: number): string {
  const count = countAt(method, level);
  const all = level === 'instance' ? rows : level === 'model' ? count : (method.within?.contents ?? 0);
  return count === all ? formatCount(count) : `${formatCount(count)} of ${formatCount(all)}`;
}
