import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { unreachable } from '../../../../base';
import type { Dimension } from '../../../../quality';
import { formatDuration, formatScore } from '../../../../base';
import type { Item } from '../queue';
import { fractionDone } from '../progress-text';
import { icons } from '../../../shell/icons';
import type { Row } from './row';
import { smallDistribution, sparkline } from './small-pictures';

/** The cells of one file, in the order of the table's heading. */
export function rowCells(row: Row, item: Item, dimensions: readonly Dimension[]): TemplateResult {
  return html`
    <div role="gridcell" class="cell-name" title=${row.name}><bdi>${row.name}</bdi></div>
    <div role="gridcell" class="cell-length">${row.seconds === undefined ? '' : formatDuration(row.seconds)}</div>
    ${guard([row, dimensions], () => dimensions.map((dimension) => scoreCell(row, dimension)))}
    <div role="gridcell" class="cell-state" data-state=${row.phase}>${stateOf(item)}</div>
  `;
}

function scoreCell(row: Row, { id, name }: Dimension): TemplateResult {
  const judged = row.judged.get(id);
  if (judged === undefined || judged.score === null || judged.spread === null) {
    const why = row.report === undefined ? '' : 'not scored';
    return html`<div role="gridcell" class="cell-score none" data-dimension=${id}>${why}</div>`;
  }
  const windows = judged.windowScores.map(formatScore).join(', ');
  const title = `${name} ${formatScore(judged.score)}, ${judged.rating}, standard deviation ${formatScore(judged.spread)}. Windows: ${windows}`;
  return html`
    <div role="gridcell" class="cell-score" data-dimension=${id} title=${title}>
      <span class="small-score">${formatScore(judged.score)}</span>
      <span class="visually-hidden">${judged.rating}</span>
      ${smallDistribution(judged)} ${sparkline(judged)}
    </div>
  `;
}

/** The state, with an error message, a warning or the progress. */
function stateOf(item: Item): TemplateResult {
  const { phase, report, recalled } = item;
  switch (phase.kind) {
    case 'queued':
      return html`<span class="state-word">${icons.clock} Waiting</span>`;
    case 'working':
      return html`
        <span class="state-word">
          <span class="spinner" aria-hidden="true"></span> ${phase.cancelling ? 'Cancelling' : 'Working'}
        </span>
        <progress
          max="1"
          value=${fractionDone(phase.progress) ?? nothing}
          aria-label="Progress of ${item.name}"
        ></progress>
      `;
    case 'done': {
      const warned = report?.warnings.join(' ') ?? '';
      return html`
        <span class=${warned === '' ? 'state-word' : 'state-word warned'}
          >${warned === '' ? icons.check : icons.alert} ${recalled ? 'Reused' : 'Scored'}</span
        >
        ${warned === '' ? nothing : html`<span class="state-note" title=${warned}>${warned}</span>`}
      `;
    }
    case 'failed':
      return html`
        <span class="state-word">${icons.alert} Failed</span>
        <span class="state-note" title=${phase.error.message}>${phase.error.message}</span>
      `;
    case 'cancelled':
      return html`<span class="state-word">${icons.stop} Cancelled</span>`;
    default:
      return unreachable(phase);
  }
}
