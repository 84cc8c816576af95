import type { PropertyValues } from 'lit';
import { LitElement } from 'lit';
import type { ReclassifyRequest, ScoreReport } from '../../../../scoring';
import { strideOf } from '../../../../scoring';
import type { Choices } from '../choices';
import type { Item } from '../queue';
import { isBusy } from '../queue';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import { inspectOptions } from '../player/inspections';
import { slowfastPanel } from './slowfast-panel';
import type { PreviewedFrames } from './preview';
import { SlowFastPreview } from './preview';
import type { ShownFrames } from './shown-frames';
import { shownFrames } from './shown-frames';
import { slowfastControls } from './slowfast-controls';

/** How frames were classified as slow or fast, and how other thresholds would classify them, live. */
export class SlowFastLab extends LitElement {
  static override properties = {
    item: { attribute: false },
    report: { attribute: false },
    sampledFrame: { attribute: false },
    choices: { attribute: false },
    runner: { attribute: false },
    dispatch: { attribute: false },
  };
  declare item: Item;
  declare report: ScoreReport;
  /** Place along the report's frames. */
  declare sampledFrame: number | undefined;
  declare choices: Choices;
  declare runner: Runner;
  declare dispatch: ScoreDispatch;
  #preview: SlowFastPreview | undefined;
  /** The frames drawn last, with their inputs: charts are drawn again only when these change. */
  #drawn:
    | {
        readonly from: readonly [ScoreReport, Item['pictures'], PreviewedFrames | undefined];
        readonly shown: ShownFrames;
      }
    | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('report') && changed.get('report') !== undefined) this.#end();
    if (changed.has('choices')) this.#preview?.want(this.#request());
  }

  #shown(): ShownFrames {
    const from = [this.report, this.item.pictures, this.#preview?.shown] as const;
    if (this.#drawn === undefined || from.some((each, i) => each !== this.#drawn?.from[i])) {
      this.#drawn = { from, shown: shownFrames(...from) };
    }
    return this.#drawn.shown;
  }

  #request(): ReclassifyRequest {
    const { report, choices } = this;
    const { frameSimilarity, patchCosine, measure, lumaDifference, ratePerSecond } = choices;
    const sampled = report.sampling.ratePerSecond;
    return {
      options: { ...report.slowfast.options, frameSimilarity, patchCosine, measure, lumaDifference },
      ratePerSecond: strideOf(sampled, ratePerSecond) === undefined ? sampled : ratePerSecond,
    };
  }

  /** The first move of a slider starts the pass over the clip; `willUpdate` sends the request. */
  #change(change: Partial<Choices>): void {
    this.#preview ??= this.#begin();
    this.dispatch({ kind: 'choices', choices: change });
  }

  #begin(): SlowFastPreview {
    const { runner, item, report, choices } = this;
    return new SlowFastPreview(
      {
        keep: (call) => runner.keepFrames(item.id, inspectOptions(report, choices), call),
        reclassify: (kept, request) => runner.reclassify(kept, request),
      },
      () => this.requestUpdate(),
    );
  }

  #end(): void {
    if (this.#preview === undefined) return;
    this.#preview.stop();
    this.#preview = undefined;
    this.runner.dropFrames();
  }

  protected override render() {
    const { item, report, choices } = this;
    const preview = this.#preview;
    return slowfastPanel({
      item,
      report,
      shown: this.#shown(),
      sampledFrame: this.sampledFrame,
      dispatch: this.dispatch,
      controls: slowfastControls({
        report,
        choices,
        preview,
        busy: isBusy(item) || item.origin === 'report',
        onChange: (change) => this.#change(change),
        onRescore: () =>
          this.runner.again(
            item.id,
            report.dimensions.some(({ rationale }) => rationale !== undefined),
          ),
      }),
    });
  }
}

customElements.define('sg-slowfast', SlowFastLab);
