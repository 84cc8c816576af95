import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Inspections } from '../player/inspections';
import { fractionDone } from '../progress-text';
import { icons } from '../../../shell/icons';

const DOING = 'Scoring each second of both clips on its own';

/** The offer to score each second of both clips on its own, how far that is, and what it says. */
export function compareProgress(both: readonly Inspections[]): TemplateResult {
  const problem = both.find((each) => each.problem !== undefined)?.problem;
  const running = both.map(({ running }) => running).filter((each) => each !== undefined);
  const found = both.every((each) => each.found('windows') !== undefined);
  if (found) {
    return html`<p class="hint">
      Each second was scored as if it were the whole clip. The model learned on longer clips, so read dips, not digits.
    </p>`;
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
      Values are those of the reports' own windows.
      <button type="button" class="button small" @click=${() => both.forEach((each) => each.start('windows'))}>
        Score each second of both on its own
      </button>
    </p>
  `;
}
