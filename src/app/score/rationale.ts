import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Fault } from '../../quality/rationale';
import { parseRationale, verbaliseSoFar } from '../../quality/rationale';
import { tag } from '../../quality/tags';
import type { DimensionScore, Rationale, ScoreReport } from '../../scoring/report';
import type { Item } from '../queue';
import type { Action } from '../state';
import { describeFault, spotOf } from './spot';

/** What is on show of a rationale: a finished one, or as much as the decoder has written. */
interface Shown {
  readonly text: string;
  readonly words: readonly string[];
  readonly writing: boolean;
  readonly faults: readonly Fault[];
}

/**
 * Why a dimension was scored as it was: the sentence, each fault as a button that shows it in the picture and along
 * the clip, and on request the words as the decoder wrote them. While it is being written the words come one by one; a
 * screen reader is told by the page's own status when they stand.
 */
export function rationale(
  item: Item,
  judged: DimensionScore,
  report: ScoreReport,
  dispatch: (action: Action) => void,
): TemplateResult | typeof nothing {
  const shown = shownOf(item, judged);
  if (shown === undefined) return nothing;
  const show = (fault: Fault): void => {
    if (judged.rationale === undefined) return;
    dispatch({ kind: 'spot', spot: spotOf(item.id, fault, judged.rationale, report) });
  };
  return html`
    <div class="rationale" aria-busy=${shown.writing}>
      <p>${shown.text}</p>
      ${shown.faults.length === 0 ? nothing : faultButtons(shown.faults, show)}
      <details>
        <summary>In the model's own words</summary>
        <p><code>${shown.words.join(' ')}</code></p>
      </details>
    </div>
  `;
}

/** Words that are being written stand in the place of those of an earlier report. */
function shownOf({ phase }: Item, { id, rationale: finished }: DimensionScore): Shown | undefined {
  const written = phase.kind === 'working' ? phase.writings.find((writing) => writing.id === id)?.words : undefined;
  if (written !== undefined) {
    return { text: verbaliseSoFar(id, written.slice(1)), words: written, writing: true, faults: [] };
  }
  return finished === undefined ? undefined : { ...finished, writing: false, faults: faultsOf(finished) };
}

function faultButtons(faults: readonly Fault[], show: (fault: Fault) => void): TemplateResult {
  return html`
    <ul class="rationale-faults" aria-label="Show in the player">
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
    </ul>
  `;
}

/** The faults that a rationale names; none where it names none, or breaks off. */
export function faultsOf({ words }: Rationale): readonly Fault[] {
  const findings = parseRationale(words.slice(1));
  return findings?.kind === 'faults' ? findings.faults : [];
}
