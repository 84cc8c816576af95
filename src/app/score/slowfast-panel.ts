import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ScoreReport } from '../../scoring/report';
import type { SimilarityCurve } from '../charts/similarity-curve';
import { describeSimilarityCurve, similarityCurveChart } from '../charts/similarity-curve';
import type { Item } from '../queue';
import type { Action } from '../state';
import { chartOfReport } from './report-settings';

/** How slow and fast frames were told apart: the curve over time, and all frames in order. */
export function slowfastPanel(
  item: Item,
  report: ScoreReport,
  moment: number | undefined,
  dispatch: (action: Action) => void,
): TemplateResult {
  const { frames, options } = report.slowfast;
  const data: SimilarityCurve = { video: report.video, frames, threshold: options.frameSimilarity };
  const choose = (chosen: number | undefined): void => dispatch({ kind: 'moment', moment: chosen });
  const onCursor = (event: CustomEvent<number | undefined>): void => choose(event.detail);
  return html`
    <section class="panel slowfast" aria-labelledby="slowfast-title">
      <header class="panel-head">
        <h3 id="slowfast-title">Slow and fast frames</h3>
        <p class="quiet">${describeSimilarityCurve(data)}</p>
      </header>
      <div class="slowfast-curve">
        <p class="axis-title">Similarity to the last slow frame</p>
        ${guard(
          [report, moment],
          () =>
            html`<sg-chart
              .chart=${chartOfReport(similarityCurveChart(data), report)}
              .cursor=${moment}
              .readout=${false}
              .sticky=${true}
              @cursor=${onCursor}
            ></sg-chart>`,
        )}
        ${legend(options.frameSimilarity)}
      </div>
      <sg-frame-strip
        .frames=${frames}
        .pictures=${item.pictures}
        .aspect=${report.info.width / report.info.height}
        .threshold=${options.frameSimilarity}
        .moment=${moment}
        @cursor=${onCursor}
      ></sg-frame-strip>
    </section>
  `;
}

function legend(threshold: number): TemplateResult {
  return html`
    <ul class="legend" aria-label="Key">
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true"><rect class="key-slow" x="2" y="2" width="8" height="8" /></svg
        >Slow: new to the eye, kept in full
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true"><circle class="key-fast" cx="6" cy="6" r="3.6" /></svg>Fast: much
        like the last slow frame
      </li>
      <li>
        <svg viewBox="0 0 20 12" class="wide" aria-hidden="true"><path class="key-threshold" d="M1 6h18" /></svg
        >Threshold ${threshold.toFixed(2)}
      </li>
    </ul>
  `;
}
