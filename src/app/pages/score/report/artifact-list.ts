import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ReportedArtifact, ScoreReport } from '../../../../scoring';
import { formatInstant, formatPercent } from '../../../../charts';
import type { ScoreDispatch } from '../score-state';

/** More would bury the sure ones. */
const SHOWN = 8;

/**
 * The faults that the encoder sees, surest first, each with the window that shows it most and a way to its place in the
 * picture. Nothing for a model that tells none apart. `item`: the id of the report's item.
 */
export function artifactList(
  item: string,
  report: ScoreReport,
  dispatch: ScoreDispatch,
): TemplateResult | typeof nothing {
  const { artifacts } = report;
  if (artifacts === undefined) return nothing;
  return html`
    <section class="panel faults" aria-labelledby="faults-title">
      <header class="panel-head">
        <h3 id="faults-title">Faults it sees</h3>
        <p class="quiet">how likely a viewer would name each</p>
      </header>
      ${
        artifacts.length === 0
          ? html`<p class="quiet">None with a probability of 10 % or more.</p>`
          : html`<ol class="artifact-list">
              ${artifacts.slice(0, SHOWN).map((artifact) => artifactRow(item, artifact, report, dispatch))}
            </ol>`
      }
      ${
        artifacts.length > SHOWN
          ? html`<p class="quiet">And ${artifacts.length - SHOWN} less likely ones, in the exported report.</p>`
          : nothing
      }
    </section>
  `;
}

function artifactRow(
  item: string,
  artifact: ReportedArtifact,
  { windows }: ScoreReport,
  dispatch: ScoreDispatch,
): TemplateResult {
  const { start, end } = windows[artifact.window]!;
  const first = windows.slice(0, artifact.window).reduce((sum, { sampledFrames }) => sum + sampledFrames, 0);
  const when = `${formatInstant(start)} to ${formatInstant(end)}`;
  return html`
    <li class="artifact" data-tag=${artifact.tag}>
      <span class="artifact-words">${artifact.words}</span>
      <span class="artifact-bar" aria-hidden="true"
        ><span style=${styleMap({ inlineSize: `${100 * artifact.probability}%` })}></span
      ></span>
      <span class="artifact-share">${formatPercent(artifact.probability)}</span>
      <button
        type="button"
        class="button small"
        aria-label=${`Go to ${artifact.words}, ${when}`}
        @click=${() => dispatch({ kind: 'sampledFrame', sampledFrame: first })}
      >
        ${when}
      </button>
      <button
        type="button"
        class="button small"
        aria-label=${`Where ${artifact.words} is seen`}
        title="Hides each region and frame in turn and sees what that does to the fault"
        @click=${() => dispatch({ kind: 'locate-artifact', request: { item, tag: artifact.tag } })}
      >
        Where
      </button>
    </li>
  `;
}
