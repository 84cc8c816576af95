import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import type { ScoreReport } from '../../../../scoring';
import { isTaken } from '../../../shell/key-listener';
import type { Choices } from '../choices';
import type { Item } from '../queue';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import type { ProfileChoice } from '../profile';
import { shownProfiles } from '../profile';
import type { ArtifactRequest } from '../report/artifact-request';
import type { Spot } from '../report/spot';
import { attributableOf, frameOfArtifact } from './attributed';
import { ClipVideo } from './clip-video';
import { inspectionNotes } from './inspection-notes';
import { Inspections, inspectOptions, WINDOW_FRAMES } from './inspections';
import type { QualityRow } from './frame-scores';
import { qualityRows } from './frame-scores';
import type { Overlay } from './overlays';
import { playerBar } from './player-bar';
import { readout } from './readout';
import type { PlayerCommand } from './shortcuts';
import { commandOf } from './shortcuts';
import { stage } from './stage';
import { qualityChart } from './timeline';
import { neighbour, worstFrames } from './worst';

/** Each request is handled once, even if the player is created again with its view. */
const answered = new WeakSet<ArtifactRequest>();

/** Keeps the inspections of a report while another report is on show. */
const inspected = new WeakMap<ScoreReport, Inspections>();

/** The clip frame by frame, with scores over time and inspections of each sampled frame. */
export class ClipPlayer extends LitElement {
  static override properties = {
    item: { attribute: false },
    report: { attribute: false },
    sampledFrame: { attribute: false },
    spot: { attribute: false },
    artifactRequest: { attribute: false },
    profile: { attribute: false },
    choices: { attribute: false },
    singleKeys: { attribute: false },
    runner: { attribute: false },
    dispatch: { attribute: false },
    overlay: { state: true },
    attributed: { state: true },
  };
  declare item: Item;
  declare report: ScoreReport;
  /** Index in the report's frames. */
  declare sampledFrame: number | undefined;
  declare spot: Spot | undefined;
  declare artifactRequest: ArtifactRequest | undefined;
  declare profile: ProfileChoice;
  declare choices: Choices;
  declare singleKeys: boolean;
  declare runner: Runner;
  declare dispatch: ScoreDispatch;
  declare private overlay: Overlay;
  /** The dimension or artifact whose attribution is on show; the first dimension until one is chosen. */
  declare private attributed: string | undefined;
  /** Tag of an artifact whose attribution is running. */
  #locating: string | undefined;
  readonly #clip: ClipVideo;
  /** The sampled frame that the video chose. It is already on show. */
  #own: number | undefined;
  #seen = false;
  #observer: IntersectionObserver | undefined;

  constructor() {
    super();
    this.overlay = 'none';
    this.singleKeys = true;
    const player = (): ClipPlayer => this;
    this.#clip = new ClipVideo({
      get report() {
        return player().report;
      },
      get sampledFrame() {
        return player().sampledFrame;
      },
      onSampledFrame: (sampledFrame) => {
        this.#own = sampledFrame;
        this.dispatch({ kind: 'sampledFrame', sampledFrame });
      },
      onChange: () => this.requestUpdate(),
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    // The file is opened when the player is scrolled into view: reading the scores alone fetches no clip.
    this.#observer = new IntersectionObserver((entries) => {
      if (this.#seen || !entries.some((entry) => entry.isIntersecting)) return;
      this.#seen = true;
      void this.#clip.open(this.runner.open(this.item.id));
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    this.#observer?.disconnect();
    this.#seen = false;
    this.#clip.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('item') as Item | undefined;
    if (this.#seen && changed.has('item') && before?.id !== this.item.id) {
      void this.#clip.open(this.runner.open(this.item.id));
    }
    if (changed.has('sampledFrame') && this.sampledFrame !== this.#own && this.sampledFrame !== undefined)
      this.#clip.show(this.sampledFrame);
    if (changed.has('sampledFrame')) this.#own = this.sampledFrame;
  }

  protected override updated(changed: PropertyValues): void {
    this.#clip.attach(this.querySelector('video'));
    if (changed.has('spot') && this.spot?.item === this.item.id) this.#bringIntoSight();
    if (changed.has('artifactRequest') && this.artifactRequest?.item === this.item.id)
      this.#locate(this.artifactRequest);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    const element = target instanceof Element ? target : undefined;
    if (isTaken(event)) return;
    const command = commandOf(event, element?.classList.contains('stage') === true, this.singleKeys);
    if (command === undefined) return;
    event.preventDefault();
    this.#run(command);
  };

  readonly #run = (command: PlayerCommand): void => {
    switch (command) {
      case 'play':
        return this.#clip.toggle();
      case 'frame-back':
        return this.#step(-1);
      case 'frame-on':
        return this.#step(1);
      case 'sampled-frame-back':
        return this.#choose((this.sampledFrame ?? 1) - 1);
      case 'sampled-frame-on':
        return this.#choose((this.sampledFrame ?? 0) + 1);
      case 'first':
        return this.#choose(0);
      case 'last':
        return this.#choose(Infinity);
      case 'next-worst':
        return this.#goToWorst(1);
      case 'previous-worst':
        return this.#goToWorst(-1);
      case 'heat':
        return this.#showOverlay(this.overlay === 'patches' ? 'none' : 'patches');
      case 'attribution':
        return this.#showOverlay(this.overlay === 'occlusion' ? 'none' : 'occlusion');
    }
  };

  /** Without a video there are only the sampled frames to step over. */
  #step(by: 1 | -1): void {
    if (this.#clip.ready) this.#clip.step(by);
    else this.#choose((this.sampledFrame ?? 0) + by);
  }

  #choose(wanted: number): void {
    const sampledFrame = Math.max(0, Math.min(this.report.slowfast.frames.length - 1, wanted));
    // The sampled frame may be chosen already while a frame beside it is on show.
    if (sampledFrame === this.sampledFrame) this.#clip.show(sampledFrame);
    this.dispatch({ kind: 'sampledFrame', sampledFrame });
  }

  #goToWorst(by: 1 | -1): void {
    this.#inspections.start('windows');
    const found = neighbour(worstFrames(this.#rows(), WINDOW_FRAMES), this.sampledFrame, by);
    this.#bringIntoSight();
    if (found !== undefined) this.#choose(found.place);
  }

  #showOverlay(overlay: Overlay): void {
    this.overlay = overlay;
    this.#locating = undefined;
    if (overlay === 'none') return;
    this.#inspections.start(overlay);
    this.#bringIntoSight();
  }

  /** Shows the artifact's attribution over the picture. Once it is known, chooses the frame with the largest effect. */
  #locate(request: ArtifactRequest): void {
    if (answered.has(request)) return;
    answered.add(request);
    const { tag } = request;
    this.attributed = tag;
    this.#showOverlay('occlusion');
    this.#locating = tag;
    this.#goToLocated();
  }

  #goToLocated(): void {
    const map = this.#inspections.found('occlusion');
    if (this.#locating === undefined || map === undefined) return;
    const sampledFrame = frameOfArtifact(map, this.#locating);
    this.#locating = undefined;
    if (sampledFrame !== undefined) this.#choose(sampledFrame);
  }

  #bringIntoSight(): void {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    this.querySelector('.stage')?.scrollIntoView({ block: 'nearest', behavior });
  }

  get #inspections(): Inspections {
    const known = inspected.get(this.report);
    if (known !== undefined) return known;
    const { report, runner, item } = this;
    const made = new Inspections(
      (request, call) => runner.inspect(item.id, inspectOptions(report, this.choices), request, call),
      () => {
        this.#goToLocated();
        this.requestUpdate();
      },
    );
    inspected.set(report, made);
    return made;
  }

  #rows(): QualityRow[] {
    return qualityRows(this.report, shownProfiles(this.profile), this.#inspections.found('windows'));
  }

  protected override render() {
    const { report, item, overlay, spot } = this;
    const clip = this.#clip;
    const inspections = this.#inspections;
    const rows = this.#rows();
    const worst = worstFrames(rows, WINDOW_FRAMES);
    const attributable = attributableOf(rows, report);
    const attributed = attributable.find(({ id }) => id === this.attributed) ?? attributable[0];
    const sampledFrame = this.sampledFrame ?? 0;
    const parts = {
      item,
      report,
      rows,
      worst,
      sampledFrame,
      spot,
      clip,
      inspections,
      overlay,
      attributed,
      attributable,
    };
    const { source } = clip;
    return html`
      <section class="panel player" aria-labelledby="player-title">
        <header class="panel-head">
          <h3 id="player-title">Player</h3>
          <p class="quiet">the clip frame by frame, with predicted scores over time</p>
        </header>
        <div class="player-body">
          ${stage({ ...parts, onChange: () => this.requestUpdate() })} ${readout(report, sampledFrame, rows, clip.time)}
        </div>
        ${playerBar(
          {
            playing: clip.playing,
            canPlay: clip.ready,
            overlay,
            worst: worst.length,
            singleKeys: this.singleKeys,
          },
          this.#run,
        )}
        ${source !== undefined && 'why' in source ? html`<p class="hint">${source.why}</p>` : nothing}
        ${qualityChart({
          report,
          rows,
          worst,
          sampledFrame: this.sampledFrame,
          curve: inspections.found('windows'),
          occlusion: overlay === 'occlusion' ? inspections.found('occlusion') : undefined,
          attributed: attributed?.id,
          choose: (event) => this.dispatch({ kind: 'sampledFrame', sampledFrame: event.detail }),
        })}
        ${inspectionNotes({ ...parts, onAttribute: (id) => (this.attributed = id) })}
      </section>
    `;
  }
}

customElements.define('sg-player', ClipPlayer);
