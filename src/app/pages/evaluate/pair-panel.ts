import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID, METRIC_IDS } from '../../../statistics';
import type { DimensionMetrics } from './evaluation';
import { LEVEL_NAMES } from './evaluation';
import { formatMetric } from './format-metric';
import type { EvaluationChoices, EvaluationState } from './state';

/** Paired test of two methods. */
export function pairPanel(
  state: EvaluationState,
  dimension: DimensionMetrics,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult | typeof nothing {
  if (dimension.methods.length < 2) return nothing;
  const { level, method, against, metric } = state.choices;
  const methods = dimension.methods.map(({ name }, i) => [String(i), name] as const);
  return html`
    <section class="panel" aria-labelledby="pair-title">
      <header class="panel-head">
        <h3 id="pair-title">Comparison of two methods</h3>
        <p class="quiet">
          Paired bootstrap test on the same resamples, ${dimension.name}, ${LEVEL_NAMES[level].toLowerCase()}
        </p>
      </header>
      <div class="pair-choices">
        ${choice('First method', methods, String(method), (value) => choose({ method: Number(value) }))}
        ${choice('Second method', methods, String(against), (value) => choose({ against: Number(value) }))}
        ${choice(
          'Figure',
          METRIC_IDS.map((id) => [id, METRIC_BY_ID[id].label] as const),
          metric,
          (value) => choose({ metric: value as MetricId }),
        )}
      </div>
      <p class="pair-result" role="status">${comparisonText(state, dimension)}</p>
    </section>
  `;
}

function comparisonText({ pair, intervals, choices }: EvaluationState, { methods }: DimensionMetrics): string {
  if (choices.method === choices.against) return 'Choose two different methods.';
  if (intervals === undefined) return 'The test needs the resamples of the intervals.';
  const apart = [choices.method, choices.against].map((at) => methods[at]).find((each) => each?.sameScale === false);
  if (METRIC_BY_ID[choices.metric].absolute && apart !== undefined) {
    return `${apart.name} is on another scale than the human scores, so this metric does not exist. Map every scale to 1..5.`;
  }
  if (pair === undefined) return 'The metric does not exist for one of the methods.';
  const { first, second, metric, test } = pair;
  const { low, high } = test.interval;
  const p = test.p < 0.01 ? test.p.toFixed(3) : test.p.toFixed(2);
  const range = `${METRIC_BY_ID[metric].label} of ${first} minus that of ${second}: ${formatMetric(low, metric)} to ${formatMetric(high, metric)} (95 %), p = ${p}.`;
  if (low <= 0 && high >= 0) return `${range} These clips show no significant difference.`;
  const winner = low > 0 === (METRIC_BY_ID[metric].better === 'high') ? first : second;
  return `${range} ${winner} is better on these clips.`;
}

function choice(
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
  onChoose: (value: string) => void,
): TemplateResult {
  const take = (event: Event): void => onChoose((event.currentTarget as HTMLSelectElement).value);
  return html`
    <label class="field">
      <span class="field-label">${label}</span>
      <select @change=${take}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
    </label>
  `;
}
