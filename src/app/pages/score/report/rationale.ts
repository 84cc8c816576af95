import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Artifact } from '../../../../quality';
import { parseRationale, tag, verbaliseSoFar } from '../../../../quality';
import type { DimensionScore, Rationale, ScoreReport } from '../../../../scoring';
import type { Item } from '../queue';
import type { ScoreDispatch } from '../score-state';
import { describeArtifact, spotOf } from './spot';

/** What is on show of a rationale: a finished one, or as much as the decoder has written. */
interface Shown {
  readonly text: string;
  readonly words: readonly string[];
  /** True while the decoder is still writing. */
  readonly writing: boolean;
  readonly artifacts: readonly Artifact[];
}

/**
 * The rationale of a dimension's score: the sentence, each artifact as a button that shows it in the picture and along the
 * clip, and on request the words as generated. While it is written, the words appear one by one; the page's status
 * announces the end to screen readers.
 */
export function rationale(
  item: Item,
  judged: DimensionScore,
  report: ScoreReport,
  dispatch: ScoreDispatch,
): TemplateResult | typeof nothing {
  const shown = shownOf(item, judged);
  if (shown === undefined) return nothing;
  const show = (artifact: Artifact): void => {
    if (judged.rationale === undefined) return;
    dispatch({ kind: 'spot', spot: spotOf(item.id, artifact, judged.rationale, report) });
  };
  return html`
    <div class="rationale" aria-busy=${shown.writing}>
      <p>${shown.text}</p>
      ${shown.artifacts.length === 0 ? nothing : artifactButtons(shown.artifacts, show)}
      <details>
        <summary>Words as generated</summary>
        <p><code>${shown.words.join(' ')}</code></p>
      </details>
    </div>
  `;
}

/** Words that are being written replace those of an earlier report. */
function shownOf({ phase }: Item, { id, rationale: finished }: DimensionScore): Shown | undefined {
  const written = phase.kind === 'working' ? phase.rationaleWords.find((each) => each.id === id)?.words : undefined;
  if (written !== undefined) {
    return { text: verbaliseSoFar(id, written.slice(1)), words: written, writing: true, artifacts: [] };
  }
  return finished === undefined ? undefined : { ...finished, writing: false, artifacts: artifactsOf(finished) };
}

function artifactButtons(artifacts: readonly Artifact[], show: (artifact: Artifact) => void): TemplateResult {
  return html`
    <ul class="rationale-artifacts" aria-label="Artifacts: show in the player">
      ${artifacts.map(
        (artifact) => html`
          <li>
            <button
              type="button"
              class="button small"
              title="Show it in the player"
              aria-label="Show ${describeArtifact(artifact)}"
              @click=${() => show(artifact)}
            >
              ${tag(artifact.tag).words}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

/** The artifacts that a rationale names; none where it names none, or is incomplete. */
export function artifactsOf({ words }: Rationale): readonly Artifact[] {
  const observations = parseRationale(words.slice(1));
  return observations?.kind === 'artifacts' ? observations.artifacts : [];
}
