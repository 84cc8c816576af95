import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID } from '../../../statistics';
import { bestTwo, placeClass } from './best-two';
import type { Evaluation, LevelId, MethodMetrics } from './evaluation';
import { metricCell } from './metric-cell';
import { valueOf } from './metric-values';
import { sortableHead, sortRows } from './sortable';
import type { EvaluationChoices, EvaluationState, LayoutId } from './state';

/** One column below a dimension. */
interface OverviewColumn {
  /** Index of the dimension. */
  readonly at: number;
  readonly level: LevelId;
  readonly id: MetricId;
}

/** Metrics below each dimension, as the papers print them: Q-Save, table 1, and UltraVQA, table 1. */
const COLUMNS: Readonly<Record<Exclude<LayoutId, 'all'>, readonly (readonly [LevelId, MetricId])[]>> = {
  'q-save': [
    ['instance', 'srcc'],
    ['instance', 'plcc'],
    ['model', 'srcc'],
    ['model', 'plcc'],
  ],
  ultravqa: [
    ['instance', 'accuracy'],
    ['instance', 'mae'],
    ['instance', 'srcc'],
    ['instance', 'plcc'],
  ],
};

const LEVEL_WORDS: Readonly<Record<LevelId, string>> = { instance: 'instance', model: 'model', within: 'content' };

/** All dimensions in one table with one row per method. A method without scores in a dimension has no metrics there. */
export function overviewTable(
  layout: Exclude<LayoutId, 'all'>,
  { dimensions, generators }: Evaluation,
  state: EvaluationState,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult {
  const shown = COLUMNS[layout].filter(([level]) => level !== 'model' || generators > 0);
  const columns = dimensions.flatMap((_, at) => shown.map(([level, id]): OverviewColumn => ({ at, level, id })));
  const names = [...new Set(dimensions.flatMap(({ methods }) => methods.map(({ name }) => name)))];
  const methodOf = (name: string, at: number): MethodMetrics | undefined =>
    dimensions[at]!.methods.find((method) => method.name === name);
  const value = (name: string, { at, level, id }: OverviewColumn): number | undefined => {
    const method = methodOf(name, at);
    return method && valueOf(method, level, id);
  };
  const { sortBy } = state.choices;
  const sorting = columns.find((column) => keyOf(column) === sortBy);
  const rows = sortRows(names, sorting?.id, (name) => sorting && value(name, sorting));
  const cell = (name: string, column: OverviewColumn): TemplateResult => {
    const places = bestTwo(
      names.map((each) => value(each, column)),
      METRIC_BY_ID[column.id].better,
    );
    const own = value(name, column);
    const method = dimensions[column.at]!.methods.findIndex((each) => each.name === name);
    const interval = state.intervals?.[column.at]?.[method]?.[column.level][column.id];
    return metricCell(column.id, own, placeClass(own, places), interval);
  };
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Metrics of every dimension">
      <table class="metrics" data-layout=${layout}>
        <thead>
          <tr>
            <th scope="col" rowspan="2">method</th>
            ${dimensions.map(({ name }) => html`<th scope="colgroup" colspan=${shown.length}>${name}</th>`)}
          </tr>
          <tr>
            ${columns.map((column) => {
              const words = layout === 'q-save' ? `${LEVEL_WORDS[column.level]} ` : '';
              const label = `${words}${METRIC_BY_ID[column.id].label}`;
              return sortableHead(keyOf(column), column.id, sortBy, choose, label);
            })}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (name) => html`
              <tr data-method=${name}>
                <th scope="row">${name}</th>
                ${columns.map((column) => cell(name, column))}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function keyOf({ at, level, id }: OverviewColumn): string {
  return `${at} ${level} ${id}`;
}
