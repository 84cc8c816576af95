import { METRIC_IDS } from '../../../statistics';
import type { CsvCell } from '../../../base';
import { csvText } from '../../../base';
import type { Evaluation, Intervals } from './evaluation';
import { LEVEL_IDS } from './evaluation';
import { countAt, valueOf } from './metric-values';

const HEAD = ['dimension', 'method', 'level', 'n', 'metric', 'value', 'low', 'high', 'draws'];

/** Every metric with its interval, one per line, at full precision. */
export function metricsCsv(evaluation: Evaluation, intervals: Intervals | undefined): string {
  const lines: CsvCell[][] = [];
  evaluation.dimensions.forEach((dimension, at) => {
    dimension.methods.forEach((method, index) => {
      for (const level of LEVEL_IDS) {
        for (const id of METRIC_IDS) {
          const value = valueOf(method, level, id);
          if (value === undefined) continue;
          const interval = intervals?.[at]?.[index]?.[level][id];
          const range = [interval?.low, interval?.high, interval?.draws];
          lines.push([dimension.name, method.name, level, countAt(method, level), id, value, ...range]);
        }
      }
    });
  });
  return csvText([HEAD, ...lines]);
}
