import type { Interval } from '../../statistics/bootstrap';
import { FIGURE_IDS } from '../../statistics/figures';
import type { Evaluation, Intervals } from './evaluation';
import { valueOf } from './figures-panel';

const LEVELS = ['instance', 'model', 'within'] as const;

/** Every figure with its interval, one a line, at full precision. */
export function figuresCsv(evaluation: Evaluation, intervals: Intervals | undefined): string {
  const lines = ['dimension,method,level,n,figure,value,low,high,draws'];
  evaluation.dimensions.forEach((dimension, at) => {
    dimension.methods.forEach((method, index) => {
      for (const level of LEVELS) {
        for (const id of FIGURE_IDS) {
          const value = valueOf(method, level, id);
          if (value === undefined) continue;
          const drawn = intervals?.[at]?.[index]?.[level] as Partial<Record<string, Interval>> | undefined;
          const interval = drawn?.[id];
          const n = level === 'model' ? method.model?.groups : level === 'within' ? method.within?.used : method.n;
          const cells = [dimension.name, method.name].map((name) => `"${name.replaceAll('"', '""')}"`);
          lines.push([...cells, level, n, id, value, interval?.low, interval?.high, interval?.draws].join(','));
        }
      }
    });
  });
  return `${lines.join('\n')}\n`;
}
