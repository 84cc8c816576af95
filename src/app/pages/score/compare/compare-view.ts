import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ScoreReport } from '../../../../scoring';
import { chartOfComparison } from '../report/report-settings';
import { comparedCurvesChart } from '../../../../charts';
import type { Choices } from '../choices';
import { releasePictures, toPicture } from '../pictures';
import type { Item } from '../queue';
import { Inspections, inspectOptions } from '../player/inspections';
import { progressBar } from '../progress-bar';
import type { Runner } from '../runner';
import { icons } from '../../../shell/icons';
import type { ScoreDispatch } from '../score-state';
import type { ProfileChoice } from '../profile';
import { shownProfiles } from '../profile';
import { ClipPictures } from './clip-pictures';
import { compareProgress } from './compare-progress';
import type { StageSide } from './compare-stage';
import { compareStage } from './compare-stage';
import { clipNameOf, OWN_FILE } from '../link/clip-name';
import { curvesOf } from './curves';
import { differenceList } from './difference-list';
import { differencesOf } from './differences';
import type { CompareLayout } from './layout-slice';
import { DEFAULT_LAYOUT } from './layout-slice';
import { pictureAt, placeAt } from './together';
import { COMPARES_DEGRADED_COPY, OWN_FILES_CAVEAT, PICTURES_LOADING } from '../copy';

/** What is loaded for one of the two clips beyond its report. */
interface ClipDetails {
  readonly report: ScoreReport;
  readonly pictures: ClipPictures;
  readonly inspections: Inspections;
}

/** Comparison of two scored clips: pictures at the same instant, scores, level distributions, curves. */
export class CompareView extends LitElement {
  static override properties = {
    first: { attribute: false },
    second: { attribute: false },
    profile: { attribute: false },
    choices: { attribute: false },
    runner: { attribute: false },
    dispatch: { attribute: false },
    layout: { attribute: false },
    place: { attribute: false },
    link: { attribute: false },
  };
  declare first: Item;
  declare second: Item;
  declare profile: ProfileChoice;
  declare choices: Choices;
  declare runner: Runner;
  declare dispatch: ScoreDispatch;
  declare layout: CompareLayout;
  /** Along the longer clip's sampled instants. */
  declare place: number;
  /** The address that shows this comparison again. */
  declare link: () => string;
  readonly #details = new Map<string, ClipDetails>();

  constructor() {
    super();
    this.layout = DEFAULT_LAYOUT;
    this.place = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const id of this.#details.keys()) this.#close(id);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('first') && !changed.has('second')) return;
    for (const id of this.#details.keys()) if (id !== this.first.id && id !== this.second.id) this.#close(id);
    for (const item of [this.first, this.second]) {
      const details = this.#details.get(item.id);
      if (item.report === undefined || details?.report === item.report) continue;
      this.#close(item.id);
      this.#details.set(item.id, this.#open(item, item.report));
    }
  }

  #open({ id }: Item, report: ScoreReport): ClipDetails {
    const { runner } = this;
    const options = inspectOptions(report, this.choices);
    const onChange = (): void => this.requestUpdate();
    return {
      report,
      pictures: new ClipPictures(
        { ask: (call) => runner.pictures(id, options, call), toPicture, release: releasePictures },
        onChange,
      ),
      inspections: new Inspections((request, call) => runner.inspect(id, options, request, call), onChange),
    };
  }

  #close(id: string): void {
    const details = this.#details.get(id);
    details?.pictures.close();
    details?.inspections.cancel();
    this.#details.delete(id);
  }

  protected override render() {
    const { first, second, dispatch } = this;
    const swap = (): void => dispatch({ kind: 'compare', pair: { first: second.id, second: first.id } });
    return html`
      <article class="compare" aria-labelledby="compare-title">
        <header class="panel compare-head">
          <div>
            <p class="eyebrow">Compared</p>
            <h2 id="compare-title" class="report-title" tabindex="-1">
              <bdi class="first">${first.name}</bdi> and <bdi class="second">${second.name}</bdi>
            </h2>
            ${second.degradedCopy === undefined && first.degradedCopy === undefined ? nothing : html`<p class="quiet">${COMPARES_DEGRADED_COPY}</p>`}
          </div>
          <div class="report-actions">
            <button type="button" class="button" @click=${swap}>Swap</button>
            <sg-copy-link .link=${this.link} .caveat=${caveatOf([first, second])}></sg-copy-link>
            <button type="button" class="button" @click=${() => dispatch({ kind: 'compare', pair: undefined })}>
              ${icons.close} Close
            </button>
          </div>
        </header>
        ${this.#waiting(first)} ${this.#waiting(second)} ${this.#compared()}
      </article>
    `;
  }

  #waiting(item: Item) {
    if (item.report !== undefined) return nothing;
    const { phase } = item;
    if (phase.kind === 'failed')
      return html`<p class="callout bad" role="alert">
        ${icons.alert}<span>${item.name}: ${phase.error.message}</span>
      </p>`;
    const words =
      phase.kind === 'queued' ? 'is waiting' : phase.kind === 'cancelled' ? 'was cancelled' : 'is being scored';
    return html`<section class="panel rescoring">
      <p><bdi>${item.name}</bdi> ${words}.</p>
      ${progressBar(item)}
    </section>`;
  }

  #compared() {
    const one = this.#details.get(this.first.id);
    const other = this.#details.get(this.second.id);
    if (one === undefined || other === undefined) return nothing;
    const names = { first: this.first.name, second: this.second.name };
    const differences = differencesOf(one.report, other.report, shownProfiles(this.profile));
    const found = [one, other].map(({ inspections }) => inspections.found('windows'));
    return html`
      <section class="panel" aria-label="Pictures at the same instant">${this.#stage(one, other)}</section>
      <section class="panel" aria-labelledby="differences-title">
        <header class="panel-head">
          <h3 id="differences-title">Differences</h3>
          <p class="quiet">second minus first, scores from 1 to 5</p>
        </header>
        ${differenceList(differences, {
          first: { name: names.first, report: one.report },
          second: { name: names.second, report: other.report },
        })}
      </section>
      <section class="panel" aria-labelledby="curves-title">
        <header class="panel-head">
          <h3 id="curves-title">Scores over time</h3>
          <p class="quiet">first clip: solid line, second clip: dashed line</p>
        </header>
        ${guard([one.report, other.report, this.profile, ...found, this.place], () => {
          const data = curvesOf(one.report, other.report, shownProfiles(this.profile), found[0], found[1], names);
          const chart = chartOfComparison(comparedCurvesChart(data), one.report, other.report);
          return html`
            <sg-chart
              .chart=${chart}
              .cursor=${this.place}
              .readout=${false}
              .sticky=${true}
              @cursor=${(event: CustomEvent<number | undefined>) => this.dispatch({ kind: 'sampledFrame', sampledFrame: event.detail ?? this.place })}
            ></sg-chart>
            <p class="hint compare-values">${chart.describe(Math.min(this.place, data.instants.length - 1))}</p>
          `;
        })}
        ${compareProgress([one.inspections, other.inspections])}
      </section>
    `;
  }

  #stage(one: ClipDetails, other: ClipDetails) {
    const longer = one.report.slowfast.frames.length >= other.report.slowfast.frames.length ? one : other;
    const instants = longer.report.slowfast.frames.map(({ instant }) => instant);
    const place = Math.min(this.place, instants.length - 1);
    const seconds = instants[place] ?? 0;
    return html`
      ${compareStage({
        first: sideAt(this.first, one, seconds),
        second: sideAt(this.second, other, seconds),
        layout: this.layout,
        instants,
        place,
        onLayout: (layout) => this.dispatch({ kind: 'layout', layout }),
        onPlace: (chosen) => this.dispatch({ kind: 'sampledFrame', sampledFrame: chosen }),
      })}
      ${[one, other].map(({ pictures }) => (pictures.problem === undefined ? nothing : html`<p class="callout bad">${icons.alert}<span>${pictures.problem}</span></p>`))}
      ${one.pictures.running || other.pictures.running ? html`<p class="hint" role="status">${PICTURES_LOADING}</p>` : nothing}
    `;
  }
}

function caveatOf(items: readonly Item[]): string {
  return items.some((item) => clipNameOf(item) === OWN_FILE) ? OWN_FILES_CAVEAT : '';
}

function sideAt(item: Item, { report, pictures }: ClipDetails, seconds: number): StageSide {
  const { frames } = report.slowfast;
  const place = placeAt(frames, seconds);
  const picture = pictureAt(pictures.pictures, frames, place) ?? pictureAt(item.pictures, frames, place);
  return { name: item.name, picture, aspect: report.info.width / report.info.height };
}

customElements.define('sg-compare', CompareView);
