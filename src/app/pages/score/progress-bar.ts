import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Item } from './queue';
import { fractionDone, progressFacts, stageName } from './progress-text';

/** Stage, bar and counts of a file that is being scored. */
export function progressBar(item: Item): TemplateResult | typeof nothing {
  if (item.phase.kind !== 'working') return nothing;
  const { progress, cancelling } = item.phase;
  const fraction = fractionDone(progress);
  const stage = cancelling ? 'Cancelling' : stageName(progress?.stage ?? 'opening');
  const facts = progress === undefined ? [] : progressFacts(progress);
  return html`
    <div class="progress">
      <p class="progress-stage">${stage}</p>
      <progress max="1" value=${fraction ?? nothing} aria-label="Progress of ${item.name}"></progress>
      <p class="progress-facts">${facts.length === 0 ? '\u00a0' : facts.join(' · ')}</p>
    </div>
  `;
}
