import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { wilson } from '../../statistics/wilson';
import { formatCount } from '../format';
import { numberField } from '../shell/fields';
import { segmented } from '../shell/segmented';
import { bestTwo, placeClass } from './best-two';
import type { JudgeRow, VoteReport } from './votes';
import { VOTE_NAMES, VOTES } from './votes';

/**
 * Pairwise preferences: how often each judge says what people say. `tieThreshold` is the fixed one; undefined where each
 * judge's is tuned.
 */
export function votesPanel(
  report: VoteReport,
  tieThreshold: number | undefined,
  onThreshold: (threshold: number | undefined) => void,
): TemplateResult {
  const places = {
    fourWay: bestTwo(
      report.judges.map((judge) => judge.fourWay),
      'high',
    ),
    threeWay: bestTwo(
      report.judges.map((judge) => judge.threeWay),
      'high',
    ),
    withoutTies: bestTwo(
      report.judges.map((judge) => judge.withoutTies),
      'high',
    ),
  };
  const cell = (judge: JudgeRow, key: keyof typeof places): TemplateResult => html`
    <td data-figure=${key}>
      <span class=${placeClass(judge[key], places[key])}>${percent(judge[key])}</span
      >${key === 'withoutTies' ? nothing : range(judge[key], judge.n)}
    </td>
  `;
  return html`
    <section class="panel" aria-labelledby="votes-title">
      <header class="panel-head">
        <h3 id="votes-title">Agreement on pairs</h3>
        <p class="quiet">${formatCount(report.rows)} pairs, people in column “${report.human}”</p>
      </header>
      ${report.judges.some(({ ties }) => ties !== undefined) ? tieControl(tieThreshold, onThreshold) : nothing}
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">judge</th>
            <th scope="col" title="The same of four votes: left, right, both good, both bad">four-way</th>
            <th scope="col" title="Left, right or a tie of either kind">three-way</th>
            <th scope="col" title="Pairs that people decided; a tie of the judge counts half">without ties</th>
            <th scope="col">no verdict</th>
            <th scope="col" title="Scores that differ by no more than this count as a tie">tie within</th>
          </tr>
        </thead>
        <tbody>
          ${report.judges.map(
            (judge) => html`
              <tr data-method=${judge.name}>
                <th scope="row">${judge.name}</th>
                ${cell(judge, 'fourWay')} ${cell(judge, 'threeWay')} ${cell(judge, 'withoutTies')}
                <td>${judge.unreadable}</td>
                <td data-figure="ties">${tieWords(judge)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="quiet">
        People: ${VOTES.map((vote) => `${VOTE_NAMES[vote]} ${report.counts[vote]}`).join(', ')}.
        ${report.leftRatio === undefined ? nothing : html`The left one wins ${percent(report.leftRatio)}, ties counting half.`}
        Answers without a verdict count as wrong. Small print: Wilson’s 95 % intervals.
      </p>
      ${report.judges.map(confusion)}
    </section>
  `;
}

function confusion(judge: JudgeRow): TemplateResult {
  return html`
    <details>
      <summary>What ${judge.name} said to each of people’s votes</summary>
      <table class="figures">
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

/** Tuned or fixed, and fixed at what. */
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
          ? html`<p class="hint">Tuned on these very pairs, so a little kind to every judge that gives scores.</p>`
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

function range(value: number | undefined, n: number): TemplateResult | typeof nothing {
  if (value === undefined || n === 0) return nothing;
  const { low, high } = wilson(value, n);
  return html`<small>${percent(low)} to ${percent(high)}</small>`;
}

function percent(value: number | undefined): string {
  return value === undefined ? '–' : `${(100 * value).toFixed(2)}\u00a0%`;
}
