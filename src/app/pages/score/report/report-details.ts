import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { ScoreReport } from '../../../../scoring';
import { formatDuration, formatInstant, formatScore } from '../../../../base';
import type { Item } from '../queue';
import type { ScoreDispatch } from '../score-state';
import { providerName, whyThere } from './report-facts';
import { windowsCaption } from '../copy';

/** Model, settings, timings and windows: what is needed to reproduce the numbers. */
export function reportDetails(item: Item, report: ScoreReport, open: boolean, dispatch: ScoreDispatch): TemplateResult {
  const { info, judge, slowfast, timings } = report;
  const { options } = slowfast;
  const seconds = (milliseconds: number): string => formatDuration(milliseconds / 1000);
  const measure =
    options.measure === 'cosine'
      ? `HSV cosine above ${formatScore(options.patchCosine)}`
      : `mean luma difference below ${options.lumaDifference}`;
  const colour = `${info.colour.matrix.toUpperCase().replace('BT', 'BT.')}, ${info.colour.fullRange ? 'full' : 'limited'} range`;
  return html`
    <details
      class="panel details"
      ?open=${open}
      @toggle=${(event: Event) => dispatch({ kind: 'panel', panel: 'details', open: (event.currentTarget as HTMLDetailsElement).open })}
    >
      <summary><h3>How these numbers were made</h3></summary>
      <dl class="detail-list">
        ${row('Model', `${judge.name} ${judge.version}`)}
        ${row('Model hash', html`<code>${judge.sha256.slice(0, 16)}</code>`)}
        ${row('Model ran on', `${providerName(judge.provider)}. ${whyThere(item, report)}`)}
        ${row('Frames packed on', packedOn(item, report))} ${row('File read by', `${info.demuxer}, ${info.codec}`)}
        ${row('Colour', colour)} ${row('Patch is similar', measure)}
        ${row('Frame is fast', `similarity above ${formatScore(options.frameSimilarity)}`)}
        ${row('Time', `${seconds(timings.total)}: decoding ${seconds(timings.decode)}, packing ${seconds(timings.slowfast)}, model ${seconds(timings.model)}`)}
      </dl>
      ${windowTable(report)}
    </details>
  `;
}

function packedOn({ stored }: Item, { slowfast }: ScoreReport): string {
  const backend = slowfast.backend === 'webgpu' ? 'WebGPU' : 'CPU';
  return stored ? backend : `${backend}. ${slowfast.reason}`;
}

function row(term: string, value: string | TemplateResult): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function windowTable({ windows, slowfast }: ScoreReport): TemplateResult {
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="Windows">
      <table>
        <caption>
          ${windowsCaption(slowfast.options.budget.total)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Window</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Sampled frames</th>
            <th scope="col">Tokens per slow frame</th>
            <th scope="col">Tokens spent</th>
          </tr>
        </thead>
        <tbody>
          ${windows.map(
            (window, i) =>
              html`<tr>
                <td>${i + 1}</td>
                <td>${formatInstant(window.start)}</td>
                <td>${formatInstant(window.end)}</td>
                <td>${window.sampledFrames}</td>
                <td>${window.tokensPerSlowFrame}</td>
                <td>${window.tokensSpent}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
