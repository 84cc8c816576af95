import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../format';
import { bestTwo, placeClass } from './best-two';
import type { JudgeRow, VoteReport } from './votes';
import { VOTE_NAMES, VOTES } from './votes';

/** Pairwise preferences: how often each judge says what people say. */
export function votesPanel(report: VoteReport): TemplateResult {
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
    <td data-figure=${key}><span class=${placeClass(judge[key], places[key])}>${percent(judge[key])}</span></td>
  `;
  return html`
    <section class="panel" aria-labelledby="votes-title">
      <header class="panel-head">
        <h3 id="votes-title">Agreement on pairs</h3>
        <p class="quiet">${formatCount(report.rows)} pairs, people in column “${report.human}”</p>
      </header>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">judge</th>
            <th scope="col" title="The same of four votes: left, right, both good, both bad">four-way</th>
            <th scope="col" title="Left, right or a tie of either kind">three-way</th>
            <th scope="col" title="Pairs that people decided; a tie of the judge counts half">without ties</th>
            <th scope="col">no verdict</th>
          </tr>
        </thead>
        <tbody>
          ${report.judges.map(
            (judge) => html`
              <tr data-method=${judge.name}>
                <th scope="row">${judge.name}</th>
                ${cell(judge, 'fourWay')} ${cell(judge, 'threeWay')} ${cell(judge, 'withoutTies')}
                <td>${judge.unreadable}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="quiet">
        People: ${VOTES.map((vote) => `${VOTE_NAMES[vote]} ${report.counts[vote]}`).join(', ')}.
        ${report.leftRatio === undefined ? nothing : html`The left one wins ${percent(report.leftRatio)}, ties counting half.`}
        Answers without a verdict count as wrong.
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

function percent(value: number | undefined): string {
  return value === undefined ? '–' : `${(100 * value).toFixed(2)}\u00a0%`;
}
