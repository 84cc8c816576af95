import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Provider, ScoreReport } from '../../../../scoring';
import { formatCount } from '../../../../charts';
import type { Item } from '../queue';
import { icons } from '../../../shell/icons';

const STORED = 'Scored beforehand, when this sample was made. Rescore it to see the same numbers come out here.';

/** Why the model ran where it did. The machine that made a stored report is none of this page's. */
export function whyThere({ stored }: Item, { model }: ScoreReport): string {
  return stored ? STORED : model.reason;
}

/** What the scores rest on. It stands before them, because a score without it means little. */
export function reportFacts(item: Item, report: ScoreReport): TemplateResult {
  const { sampling, model } = report;
  const warnings = [...new Set([...report.warnings, ...sampling.warnings])];
  return html`
    <section class="facts" aria-label="What the scores rest on">
      <dl class="fact-list">
        ${fact('Frames decoded', framesDecoded(report), decodedAll(report))}
        ${fact('Moments sampled', `${formatCount(sampling.sampledFrames)} at ${sampling.ratePerSecond} a second`, true)}
        ${fact('Repeated', formatCount(sampling.duplicatedFrames), true)}
        ${fact('Missing', formatCount(sampling.missingFrames), sampling.missingFrames === 0)}
        ${fact('Ran on', providerName(model.provider), true)}
      </dl>
      <p class="hint">${whyThere(item, report)}</p>
      ${
        warnings.length === 0
          ? nothing
          : html`<ul class="warnings" aria-label="Warnings">
              ${warnings.map((warning) => html`<li class="callout">${icons.alert}<span>${warning}</span></li>`)}
            </ul>`
      }
    </section>
  `;
}

/** `72 of 72`, or `72` where the file does not say how many it holds. */
export function framesDecoded({ sampling }: ScoreReport): string {
  const { framesDecoded: done, framesExpected: expected } = sampling;
  return expected === undefined
    ? `${formatCount(done)}, the file names no total`
    : `${formatCount(done)} of ${formatCount(expected)}`;
}

function decodedAll({ sampling }: ScoreReport): boolean {
  return sampling.framesExpected === undefined || sampling.framesDecoded >= sampling.framesExpected;
}

export function providerName(provider: Provider): string {
  return provider === 'webgpu' ? 'WebGPU' : 'CPU (WebAssembly)';
}

function fact(term: string, value: string, sound: boolean): TemplateResult {
  return html`
    <div class=${sound ? 'fact' : 'fact unsound'}>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>
  `;
}
