import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ReportedArtifact, ScoreReport } from '../../../../scoring';
import { formatInstant, formatPercent } from '../../../../base';
import type { ScoreDispatch } from '../score-state';
import { NO_ARTIFACTS } from '../copy';

/** At most this many are listed. */
const SHOWN = 8;

/**
 * The artifacts of a report, most likely first, each with links to the window where it is most likely and to its place in
 * the picture. Nothing for a model that reports none. `item`: the id of the report's item.
 */
export function artifactList(
  item: string,
  report: ScoreReport,
  dispatch: ScoreDispatch,
): TemplateResult | typeof nothing {
  const { artifacts } = report;
  if (artifacts === undefined) return nothing;
  return html`
    <section class="panel artifacts" aria-labelledby="artifacts-title">
      <header class="panel-head">
        <h3 id="artifacts-title">Artifacts</h3>
        <p class="quiet">probability that a viewer would report each</p>
      </header>
      ${
        artifacts.length === 0
          ? html`<p class="quiet">${NO_ARTIFACTS}</p>`
          : html`<ol class="artifact-list">
              ${artifacts.slice(0, SHOWN).map((artifact) => artifactRow(item, artifact, report, dispatch))}
            </ol>`
      }
      ${
        artifacts.length > SHOWN
          ? html`<p class="quiet">${artifacts.length - SHOWN} less likely artifacts are in the JSON report.</p>`
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
        aria-label=${`Where in the picture: ${artifact.words}`}
        title="Hides each region and frame in turn and measures how the probability changes"
        @click=${() => dispatch({ kind: 'locate-artifact', request: { item, tag: artifact.tag } })}
      >
        Where
      </button>
    </li>
  `;
}
