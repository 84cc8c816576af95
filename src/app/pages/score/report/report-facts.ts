import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { JudgeProvider } from '../../../../judges';
import type { ScoreReport } from '../../../../scoring';
import { formatCount } from '../../../../base';
import type { Item } from '../queue';
import { icons } from '../../../shell/icons';
import { STORED_REPORT } from '../copy';

/** Why the model ran where it did. A stored report was made on another machine. */
export function whyThere({ stored }: Item, { judge }: ScoreReport): string {
  return stored ? STORED_REPORT : judge.reason;
}

/** How many frames were decoded and sampled, and where the model ran. Shown before the scores. */
export function reportFacts(item: Item, report: ScoreReport): TemplateResult {
  const { sampling, judge } = report;
  const warnings = [...new Set([...report.warnings, ...sampling.warnings])];
  return html`
    <section class="facts" aria-label="Evidence for the scores">
      <dl class="fact-list">
        ${fact('Frames decoded', framesDecoded(report), decodedAll(report))}
        ${fact('Sampled frames', `${formatCount(sampling.sampledFrames)} at ${sampling.ratePerSecond} per second`, true)}
        ${fact('Repeated frames', formatCount(sampling.duplicatedFrames), true)}
        ${fact('Missing frames', formatCount(sampling.missingFrames), sampling.missingFrames === 0)}
        ${fact('Model ran on', providerName(judge.provider), true)}
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

/** `72 of 72`, or `72` where the file does not state its frame count. */
export function framesDecoded({ sampling }: ScoreReport): string {
  const { framesDecoded: done, framesExpected: expected } = sampling;
  return expected === undefined
    ? `${formatCount(done)} (the file states no total)`
    : `${formatCount(done)} of ${formatCount(expected)}`;
}

function decodedAll({ sampling }: ScoreReport): boolean {
  return sampling.framesExpected === undefined || sampling.framesDecoded >= sampling.framesExpected;
}

const PROVIDER_NAMES: Readonly<Record<JudgeProvider, string>> = {
  webgpu: 'WebGPU',
  wasm: 'CPU (WebAssembly)',
  remote: 'A server',
};

export function providerName(provider: JudgeProvider): string {
  return PROVIDER_NAMES[provider];
}

function fact(term: string, value: string, complete: boolean): TemplateResult {
  return html`
    <div class=${complete ? 'fact' : 'fact incomplete'}>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>
  `;
}
