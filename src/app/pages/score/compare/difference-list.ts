import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { comparedLevelsChart } from '../../../../charts';
import { formatPercent, formatScore } from '../../../../base';
import type { ScoreReport } from '../../../../scoring';
import { chartOfComparison } from '../report/report-settings';
import type { Difference } from './differences';
import { weigh } from './differences';
import { COMBINED_DEVIATION } from '../copy';

export interface ComparedClip {
  readonly name: string;
  readonly report: ScoreReport;
}

export interface ComparedClips {
  readonly first: ComparedClip;
  readonly second: ComparedClip;
}

/** Each dimension of both clips: scores, their difference, and both level distributions in one chart. */
export function differenceList(differences: readonly Difference[], clips: ComparedClips): TemplateResult {
  return html`
    <ul class="differences">
      ${differences.map((difference) => row(difference, clips))}
    </ul>
    <p class="hint">${COMBINED_DEVIATION}</p>
  `;
}

function row(difference: Difference, clips: ComparedClips): TemplateResult {
  const { id, name, levels, first, second, change, spread, overlap } = difference;
  return html`
    <li class="difference" data-dimension=${id}>
      <div class="difference-words">
        <h4>${name}</h4>
        <p class="difference-scores">
          <span class="first">${formatScore(first.score)} ${first.rating}</span>
          <span aria-hidden="true">→</span><span class="visually-hidden">to</span>
          <span class="second">${formatScore(second.score)} ${second.rating}</span>
        </p>
        <p class="difference-change">
          <span class="score">${signed(change)}</span> <span class="deviation">± ${formatScore(spread)}</span>
        </p>
        <p class="quiet">${weigh(difference)}; ${formatPercent(overlap)} of the probability shared</p>
      </div>
      ${guard([first, second], () => {
        const chart = comparedLevelsChart({
          name,
          levels,
          first: { video: clips.first.name, probabilities: first.probabilities, mean: first.score },
          second: { video: clips.second.name, probabilities: second.probabilities, mean: second.score },
        });
        return html`<sg-chart .chart=${chartOfComparison(chart, clips.first.report, clips.second.report)}></sg-chart>`;
      })}
    </li>
  `;
}

/** With its sign; the minus sign is as wide as the plus sign. */
export function signed(value: number): string {
  const text = formatScore(Math.abs(value));
  if (text === formatScore(0)) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}
