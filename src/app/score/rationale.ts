import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Fault } from '../../quality/rationale';
import { parseRationale } from '../../quality/rationale';
import { tag } from '../../quality/tags';
import type { Rationale, ScoreReport } from '../../scoring/report';
import type { Action } from '../state';
import { describeFault, spotOf } from './spot';

/**
 * Why a dimension was scored as it was: the sentence, each fault as a button that shows it in the picture and along
 * the clip, and on request the words as the decoder wrote them.
 */
export function rationale(
  item: string,
  reasons: Rationale,
  report: ScoreReport,
  dispatch: (action: Action) => void,
): TemplateResult {
  const { text, words } = reasons;
  const faults = faultsOf(reasons);
  const show = (fault: Fault): void => dispatch({ kind: 'spot', spot: spotOf(item, fault, reasons, report) });
  return html`
    <div class="rationale">
      <p>${text}</p>
      ${
        faults.length === 0
          ? nothing
          : html`<ul class="rationale-faults" aria-label="Show in the player">
              ${faults.map(
                (fault) => html`
                  <li>
                    <button
                      type="button"
                      class="button small"
                      title="Show it in the player"
                      aria-label="Show ${describeFault(fault)}"
                      @click=${() => show(fault)}
                    >
                      ${tag(fault.tag).words}
                    </button>
                  </li>
                `,
              )}
            </ul>`
      }
      <details>
        <summary>In the model's own words</summary>
        <p><code>${words.join(' ')}</code></p>
      </details>
    </div>
  `;
}

/** The faults that a rationale names; none where it names none, or breaks off. */
export function faultsOf({ words }: Rationale): readonly Fault[] {
  const findings = parseRationale(words.slice(1));
  return findings?.kind === 'faults' ? findings.faults : [];
}
