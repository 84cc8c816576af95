import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { wilson } from '../../../statistics';
import { formatCount } from '../../../base';
import { numberField } from '../../shell/fields';
import { segmented } from '../../shell/segmented';
import { bestTwo, placeClass } from './best-two';
import type { CreditMean } from './contestants';
import type { JudgeRow, VoteReport } from './votes';
import { VOTE_NAMES, VOTES } from './votes';

/**
 * Pairwise preferences: the agreement of each judge's votes with human votes. `tieThreshold` is the fixed threshold,
 * undefined where the threshold of each judge is tuned.
 */
export function votesPanel(
  report: VoteReport,
  tieThreshold: number | undefined,
  onThreshold: (threshold: number | undefined) => void,
): TemplateResult {
  return html`
    <section class="panel" aria-labelledby="votes-title">
      <header class="panel-head">
        <h3 id="votes-title">Agreement on pairs</h3>
        <p class="quiet">${formatCount(report.rows)} pairs, human votes in column “${report.human}”</p>
      </header>
      ${report.judges.some(({ ties }) => ties !== undefined) ? tieControl(tieThreshold, onThreshold) : nothing}
      ${judgeTable(report.judges)}
      <p class="quiet">
        People: ${VOTES.map((vote) => `${VOTE_NAMES[vote]} ${report.counts[vote]}`).join(', ')}.
        ${report.leftRatio === undefined ? nothing : html`The left side wins ${creditWords(report.leftRatio)}, ties counting half.`}
        Answers that are no vote count as wrong. Small print: 95 % intervals: Wilson’s for four-way and three-way, and
        1,000 bootstrap resamples of the pairs for “without ties”.
        ${report.judges.some(({ fourWay }) => fourWay === undefined) ? 'Scores cannot separate both good from both bad, so there is no four-way share.' : ''}
      </p>
      ${contestantTable(report)} ${report.judges.map(confusion)}
    </section>
  `;
}

/** The agreement of each judge's votes with human votes, and its tie threshold. */
function judgeTable(judges: readonly JudgeRow[]): TemplateResult {
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Judges">
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">judge</th>
            <th scope="col" title="Share with the same of four votes: left, right, both good, both bad">four-way</th>
            <th scope="col" title="Share with the same of three votes: left, right, tie of either kind">three-way</th>
            <th scope="col" title="Pairs without a human tie; a tie of the judge counts half">without ties</th>
            <th scope="col" title="Pairs without a human tie">decided</th>
            <th scope="col">no vote</th>
            <th scope="col" title="Scores that differ by at most this much are a tie">tie within</th>
          </tr>
        </thead>
        <tbody>
          ${judges.map(
            (judge) => html`
              <tr data-method=${judge.name}>
                <th scope="row">${judge.name}</th>
                ${accuracyCell(judges, judge, 'fourWay')} ${accuracyCell(judges, judge, 'threeWay')}
                ${accuracyCell(judges, judge, 'withoutTies')}
                <td>${formatCount(judge.withoutTies?.n ?? 0)}</td>
                <td>${judge.unreadable}</td>
                <td data-metric="ties">${tieWords(judge)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function accuracyCell(judges: readonly JudgeRow[], judge: JudgeRow, key: AccuracyId): TemplateResult {
  const places = bestTwo(
    judges.map((each) => accuracyOf(each, key)),
    'high',
  );
  const value = accuracyOf(judge, key);
  return html`
    <td data-metric=${key}><span class=${placeClass(value, places)}>${percent(value)}</span>${rangeOf(judge, key)}</td>
  `;
}

/** The win ratio of each contestant by human votes. */
function contestantTable({ contestants }: VoteReport): TemplateResult | typeof nothing {
  if (contestants.length === 0) return nothing;
  return html`
    <table class="metrics">
      <caption>
        Win ratio by human votes; a tie counts half
      </caption>
      <thead>
        <tr>
          <th scope="col">contestant</th>
          <th scope="col">pairs</th>
          <th scope="col">win ratio</th>
        </tr>
      </thead>
      <tbody>
        ${contestants.map(
          (each) => html`
            <tr data-contestant=${each.name}>
              <th scope="row">${each.name}</th>
              <td>${formatCount(each.n)}</td>
              <td>${percent(each.value)}${small(each.interval)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

type AccuracyId = 'fourWay' | 'threeWay' | 'withoutTies';

function accuracyOf(judge: JudgeRow, key: AccuracyId): number | undefined {
  return key === 'withoutTies' ? judge.withoutTies?.value : judge[key];
}

function rangeOf(judge: JudgeRow, key: AccuracyId): TemplateResult | typeof nothing {
  if (key === 'withoutTies') return small(judge.withoutTies?.interval);
  const value = judge[key];
  return value === undefined || judge.n === 0 ? nothing : small(wilson(value, judge.n));
}

function small(interval: { readonly low: number; readonly high: number } | undefined): TemplateResult | typeof nothing {
  return interval === undefined ? nothing : html`<small>${percent(interval.low)} to ${percent(interval.high)}</small>`;
}

function creditWords({ value, interval }: CreditMean): string {
  const range = interval === undefined ? '' : ` (${percent(interval.low)} to ${percent(interval.high)})`;
  return `${percent(value)}${range}`;
}

function confusion(judge: JudgeRow): TemplateResult {
  return html`
    <details>
      <summary>Votes of ${judge.name} for each human vote</summary>
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">people</th>
            ${VOTES.map((vote) => html`<th scope="col">${VOTE_NAMES[vote]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${judge.confusion.map(
            (row, i) => html`
              <tr>
                <th scope="row">${VOTE_NAMES[VOTES[i]!]}</th>
                ${row.map((count) => html`<td>${count}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}

/** Whether the tie threshold is tuned or fixed, and the fixed value. */
function tieControl(
  tieThreshold: number | undefined,
  onThreshold: (threshold: number | undefined) => void,
): TemplateResult {
  return html`
    <div class="pair-choices">
      ${segmented({
        name: 'ties',
        legend: 'Tie threshold of scores',
        chosen: tieThreshold === undefined ? 'tuned' : 'fixed',
        onChoose: (value) => onThreshold(value === 'tuned' ? undefined : 0),
        segments: [
          {
            value: 'tuned',
            label: 'Tune ties',
            hint: 'For each judge the threshold with the best three-way agreement',
          },
          { value: 'fixed', label: 'Fix ties', hint: 'The same threshold for all' },
        ],
      })}
      ${
        tieThreshold === undefined
          ? html`<p class="hint">
              Tuned on the same pairs that are measured, which slightly favours every judge that gives scores.
            </p>`
          : numberField('Scores tie within', tieThreshold, { min: 0, step: 0.05 }, (value) =>
              onThreshold(Math.max(0, value)),
            )
      }
    </div>
  `;
}

function tieWords({ ties }: JudgeRow): string {
  if (ties === undefined) return '–';
  return `${Number(ties.threshold.toPrecision(3))}${ties.tuned ? ', tuned' : ''}`;
}

function percent(value: number | undefined): string {
  return value === undefined ? '–' : `${(100 * value).toFixed(2)}\u00a0%`;
}
