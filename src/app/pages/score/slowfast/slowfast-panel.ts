import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ScoreReport } from '../../../../scoring';
import { FAST_TOKENS } from '../../../../slowfast';
import type { SimilarityCurve, TokenBudgetChart } from '../../../../charts';
import {
  describeSimilarityCurve,
  describeTokenBudget,
  similarityCurveChart,
  tokenBudgetChart,
} from '../../../../charts';
import type { Item } from '../queue';
import type { ScoreDispatch } from '../score-state';
import { chartOfReport } from '../report/report-settings';
import type { ShownFrames } from './shown-frames';
import { nearestShown } from './shown-frames';
import { FAST_KEY, SLOW_KEY, tokensAxis } from '../copy';

export interface SlowFastParts {
  readonly item: Item;
  readonly report: ScoreReport;
  readonly shown: ShownFrames;
  /** Place along the report's frames. */
  readonly sampledFrame: number | undefined;
  readonly dispatch: ScoreDispatch;
  readonly controls: TemplateResult;
}

/** How frames are classified as slow or fast: the similarity over time, the tokens, and all frames in order. */
export function slowfastPanel(parts: SlowFastParts): TemplateResult {
  const { report, shown, sampledFrame, dispatch, controls } = parts;
  const { frames, threshold, pictures, places } = shown;
  const data: SimilarityCurve = { video: report.video, frames, threshold };
  const cursor = nearestShown(shown, sampledFrame);
  const choose = (place: number | undefined): void =>
    dispatch({ kind: 'sampledFrame', sampledFrame: place === undefined ? undefined : places[place] });
  const onCursor = (event: CustomEvent<number | undefined>): void => choose(event.detail);
  return html`
    <section class="panel slowfast" aria-labelledby="slowfast-title">
      <header class="panel-head">
        <h3 id="slowfast-title">Slow and fast frames</h3>
        <p class="quiet">${describeSimilarityCurve(data)}</p>
      </header>
      <div class="slowfast-body">
        <div class="slowfast-curve">
          <p class="axis-title">Similarity to the last slow frame</p>
          ${guard(
            [report, frames, threshold, cursor],
            () =>
              html`<sg-chart
                .chart=${chartOfReport(similarityCurveChart(data), report)}
                .cursor=${cursor}
                .readout=${false}
                .sticky=${true}
                @cursor=${onCursor}
              ></sg-chart>`,
          )}
          ${legend(threshold)} ${tokens(report, shown)}
        </div>
        ${controls}
      </div>
      <sg-frame-strip
        .frames=${frames}
        .pictures=${pictures}
        .aspect=${report.info.width / report.info.height}
        .threshold=${threshold}
        .sampledFrame=${cursor}
        @cursor=${onCursor}
      ></sg-frame-strip>
    </section>
  `;
}

function tokens(report: ScoreReport, { windows }: ShownFrames): TemplateResult {
  const data: TokenBudgetChart = {
    video: report.video,
    windows,
    fastFrameTokens: FAST_TOKENS,
    budget: report.slowfast.options.budget.total,
  };
  return html`
    <p class="axis-title">${tokensAxis(report.judge.kind)} ${describeTokenBudget(data)}</p>
    ${guard([report, windows], () => html`<sg-chart .chart=${chartOfReport(tokenBudgetChart(data), report)}></sg-chart>`)}
  `;
}

function legend(threshold: number): TemplateResult {
  return html`
    <ul class="legend" aria-label="Key">
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true"><rect class="key-slow" x="2" y="2" width="8" height="8" /></svg
        >${SLOW_KEY}
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true"><circle class="key-fast" cx="6" cy="6" r="3.6" /></svg>${FAST_KEY}
      </li>
      <li>
        <svg viewBox="0 0 20 12" class="wide" aria-hidden="true"><path class="key-threshold" d="M1 6h18" /></svg
        >Threshold ${threshold.toFixed(2)}
      </li>
    </ul>
  `;
}
