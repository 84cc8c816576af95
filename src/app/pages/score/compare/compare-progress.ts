import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Inspections } from '../player/inspections';
import { fractionDone } from '../progress-text';
import { icons } from '../../../shell/icons';
import { EACH_SECOND_ALONE } from '../copy';

const DOING = 'Scoring each second of both clips on its own';

/** A button that scores each second of both clips on its own, its progress, and a note on the result. */
export function compareProgress(both: readonly Inspections[]): TemplateResult {
  const problem = both.find((each) => each.problem !== undefined)?.problem;
  const running = both.map(({ running }) => running).filter((each) => each !== undefined);
  const found = both.every((each) => each.found('windows') !== undefined);
  if (found) {
    return html`<p class="hint">${EACH_SECOND_ALONE}</p>`;
  }
  if (running.length > 0) {
    const done = both.reduce(
      (sum, each) => sum + (each.found('windows') === undefined ? (fractionDone(each.running?.progress) ?? 0) : 1),
      0,
    );
    return html`
      <div class="progress" role="status">
        <p class="progress-stage">${DOING}</p>
        <progress max=${both.length} value=${done} aria-label=${DOING}></progress>
        <button type="button" class="button small" @click=${() => both.forEach((each) => each.cancel())}>Cancel</button>
      </div>
    `;
  }
  return html`
    ${problem === undefined ? nothing : html`<p class="callout bad" role="alert">${icons.alert}<span>${problem}</span></p>`}
    <p class="hint">
      The values are those of the windows of the reports.
      <button type="button" class="button small" @click=${() => both.forEach((each) => each.start('windows'))}>
        Score each second of both on its own
      </button>
    </p>
  `;
}
