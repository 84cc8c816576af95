import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScoreReport } from '../../../../scoring';
import { exportReportCsv } from '../batch/export-csv';
import { differsFrom } from '../choices';
import { exampleName } from '../example';
import { codecName, formatBytes, formatDuration, formatScore } from '../../../../base';
import { sampleNamed } from '../gallery/samples';
import { clipNameOf, OWN_FILE } from '../link/clip-name';
import { linkOf, writeScoreLink } from '../link/score-link';
import { pictureStyle } from '../pictures';
import type { Item } from '../queue';
import { isBusy } from '../queue';
import type { Runner } from '../runner';
import { icons } from '../../../shell/icons';
import type { ScoreState } from '../score-state';
import { exportReport } from './export-report';
import { OWN_FILE_CAVEAT, REPORT_ONLY } from '../copy';

/** Which video this is, and what can be done with its report. */
export function reportHead(item: Item, report: ScoreReport, state: ScoreState, runner: Runner): TemplateResult {
  const poster = item.pictures.get(0);
  const sample = sampleNamed(exampleName(item) ?? '');
  return html`
    <header class="report-head">
      ${
        poster === undefined
          ? nothing
          : html`<span
              class="report-poster picture"
              style=${styleMap({ ...pictureStyle(poster), 'aspect-ratio': aspect(report) })}
            ></span>`
      }
      <div class="report-words">
        ${sample === undefined ? nothing : html`<p class="eyebrow">Sample: ${sample.label}</p>`}
        <h2 id="item-title" class="report-title">${item.name}</h2>
        <p class="quiet">${videoFacts(report).join(' · ')}</p>
        ${sample === undefined ? nothing : html`<p class="sample-note">${sample.note}</p>`}
      </div>
      <div class="report-actions">${actions(item, report, state, runner)}</div>
    </header>
  `;
}

function actions(item: Item, report: ScoreReport, state: ScoreState, runner: Runner): TemplateResult {
  const reportOnly = item.origin === 'report';
  const busy = isBusy(item) || reportOnly;
  const explained = report.dimensions.some((dimension) => dimension.rationale !== undefined);
  const changed = differsFrom(state.choices, report);
  return html`
    ${
      explained
        ? nothing
        : html`<button
            type="button"
            class="button"
            ?disabled=${busy}
            title="Scores the video again and writes a rationale for each score"
            @click=${() => runner.again(item.id, true)}
          >
            ${icons.speech} Explain
          </button>`
    }
    <button
      type="button"
      class=${changed ? 'button primary' : 'button'}
      ?disabled=${busy}
      title=${reportOnly ? REPORT_ONLY : changed ? 'The options differ from those of this report' : 'Scores the video again'}
      @click=${() => runner.again(item.id, explained)}
    >
      ${icons.retry} Score again
    </button>
    <button type="button" class="button" @click=${() => exportReport(item)}>${icons.download} JSON</button>
    <button type="button" class="button" @click=${() => exportReportCsv(item)}>${icons.download} CSV</button>
    <button type="button" class="button" @click=${() => window.print()}>${icons.print} Print</button>
    <sg-copy-link
      .link=${() => writeScoreLink(linkOf(state))}
      .caveat=${clipNameOf(item) === OWN_FILE ? OWN_FILE_CAVEAT : ''}
    ></sg-copy-link>
  `;
}

/** Size, codec, length and rate, as far as the file states them. */
export function videoFacts({ info }: ScoreReport): readonly string[] {
  const facts = [`${info.width} × ${info.height}`, codecName(info.codec)];
  if (info.durationSeconds !== undefined) facts.push(formatDuration(info.durationSeconds));
  if (info.frameRate !== undefined) facts.push(`${formatScore(info.frameRate).replace(/\.?0+$/, '')} frames/s`);
  facts.push(formatBytes(info.bytes));
  return facts;
}

function aspect({ info }: ScoreReport): string {
  return `${info.width} / ${info.height}`;
}
