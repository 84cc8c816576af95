import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ProfileId } from '../../../../quality';
import { PROFILES } from '../../../../quality';
import type { ScoreReport } from '../../../../scoring';
import { degradePanel } from '../compare/degrade-panel';
import type { Item } from '../queue';
import type { Runner } from '../runner';
import { icons } from '../../../shell/icons';
import type { ScoreDispatch, ScoreState } from '../score-state';
import { shownProfiles } from '../profile';
import { dimensionRow } from './dimension-row';
import { artifactList } from './artifact-list';
import { printNote } from './print-note';
import { progressBar } from '../progress-bar';
import { reportDetails } from './report-details';
import { reportFacts } from './report-facts';
import { reportHead } from './report-head';
import { RESCORING } from '../copy';

/** A report: evidence, scores, artifacts, player, slow and fast frames. */
export function reportView(
  item: Item,
  report: ScoreReport,
  state: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult {
  return html`
    <article class="report" aria-labelledby="item-title">
      ${reportHead(item, report, state, runner)}
      ${
        item.phase.kind === 'working'
          ? html`<div class="panel rescoring">
              <p>${RESCORING}</p>
              ${progressBar(item)}
            </div>`
          : nothing
      }
      ${
        item.phase.kind === 'failed'
          ? html`<p class="callout bad">
              ${icons.alert}<span>${item.phase.error.message} The report below is from the previous run.</span>
            </p>`
          : nothing
      }
      ${reportFacts(item, report)}
      ${shownProfiles(state.profile).map((profile) => profileSection(item, report, profile, dispatch))}
      ${artifactList(item.id, report, dispatch)} ${player(item, report, state, dispatch, runner)}
      ${slowfast(item, report, state, dispatch, runner)} ${degradePanel(item, state.items, dispatch, runner)}
      ${reportDetails(item, report, state.panels.includes('details'), dispatch)} ${printNote(report)}
    </article>
  `;
}

function player(
  item: Item,
  report: ScoreReport,
  state: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult {
  return html`
    <sg-player
      .item=${item}
      .report=${report}
      .sampledFrame=${state.sampledFrame}
      .spot=${state.spot}
      .artifactRequest=${state.artifactRequest}
      .profile=${state.profile}
      .choices=${state.choices}
      .singleKeys=${state.singleKeys}
      .runner=${runner}
      .dispatch=${dispatch}
    ></sg-player>
  `;
}

function slowfast(
  item: Item,
  report: ScoreReport,
  state: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult {
  return html`
    <sg-slowfast
      .item=${item}
      .report=${report}
      .sampledFrame=${state.sampledFrame}
      .choices=${state.choices}
      .runner=${runner}
      .dispatch=${dispatch}
    ></sg-slowfast>
  `;
}

const legend = html`
  <ul class="legend" aria-label="Key to the level distributions">
    <li>
      <svg viewBox="0 0 20 12" class="wide" aria-hidden="true">
        <path class="key-deviation" d="M1 2.5v7m0-3.5h18m0-3.5v7" />
        <path class="key-mean" d="M10 1.5l4.5 4.5-4.5 4.5-4.5-4.5z" />
      </svg>
      Mean ± one standard deviation of the level distribution
    </li>
    <li>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <rect class="key-rated" x="2" y="1" width="8" height="10" rx="1" />
      </svg>
      The level nearest to the mean: the rating
    </li>
  </ul>
`;

function profileSection(item: Item, report: ScoreReport, profile: ProfileId, dispatch: ScoreDispatch): TemplateResult {
  const dimensions = report.dimensions.filter((dimension) => dimension.profile === profile);
  const { name, judges } = PROFILES[profile];
  return html`
    <section class="panel profile" aria-labelledby="profile-${profile}" data-profile=${profile}>
      <header class="panel-head">
        <h3 id="profile-${profile}">${name}</h3>
        <p class="quiet">scores of ${judges}, from 1 to 5</p>
      </header>
      ${
        dimensions.length === 0
          ? html`<p class="quiet">This report has no ${name} scores. Score the file again to get them.</p>`
          : html`<ul class="dimensions">
                ${dimensions.map((dimension) => dimensionRow(item, dimension, report, dispatch))}
              </ul>
              ${legend}`
      }
    </section>
  `;
}
