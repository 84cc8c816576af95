import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { FrameRecord } from '../../../../slowfast';
import { describeFrame } from '../../../../charts';
import { formatInstant } from '../../../../base';
import { pictureStyle } from '../pictures';
import type { Picture } from '../queue';
import type { StripLayout } from './strip-layout';
import { framesInSight, layOutStrip, pictureSize, SLOW_PICTURE_REM } from './strip-layout';

/** Pixels drawn beyond each edge, so that a quick scroll finds frames there. */
const OVERSCAN_PX = 400;

/**
 * All sampled frames in time order, slow ones larger and marked by a square, fast ones smaller and marked by a circle.
 * One tab stop; arrow keys, Home and End walk it. Fires `cursor` with the index of the frame in hand.
 */
export class FrameStrip extends LitElement {
  static override properties = {
    frames: { attribute: false },
    pictures: { attribute: false },
    aspect: { attribute: false },
    threshold: { attribute: false },
    sampledFrame: { attribute: false },
    from: { state: true },
    span: { state: true },
    rem: { state: true },
  };
  declare frames: readonly FrameRecord[];
  declare pictures: ReadonlyMap<number, Picture>;
  declare aspect: number;
  declare threshold: number;
  declare sampledFrame: number | undefined;
  /** The stretch in sight, pixels of the track. */
  declare private from: number;
  declare private span: number;
  /** The root font's size in pixels. */
  declare private rem: number;
  #layout: StripLayout = layOutStrip([], 1, 16);
  #observer: ResizeObserver | undefined;
  /** True while the change of `sampledFrame` came from this strip: then it is in sight already. */
  #own = false;

  constructor() {
    super();
    this.frames = [];
    this.pictures = new Map();
    this.aspect = 16 / 9;
    this.threshold = 0;
    this.from = 0;
    this.span = 1200;
    this.rem = 16;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      this.span = entry?.contentRect.width ?? this.span;
      this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('frames') || changed.has('aspect') || changed.has('rem')) {
      this.#layout = layOutStrip(this.frames, this.aspect, this.rem);
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('sampledFrame')) return;
    if (this.sampledFrame !== undefined && !this.#own) this.#bringIntoSight(this.sampledFrame);
    this.#own = false;
  }

  protected override render() {
    if (this.frames.length === 0) return nothing;
    const [first, end] = framesInSight(this.#layout, this.from - OVERSCAN_PX, this.from + this.span + OVERSCAN_PX);
    const indices = Array.from({ length: end - first }, (_, i) => first + i);
    // The tab stop must exist wherever the strip was scrolled to.
    const stop = Math.min(this.sampledFrame ?? 0, this.frames.length - 1);
    if (stop < first) indices.unshift(stop);
    if (stop >= end) indices.push(stop);
    return html`
      <div class="strip" @scroll=${this.#onScroll} @keydown=${this.#onKey}>
        <ol
          class="strip-track"
          style="width: ${this.#layout.width}px; --slow-picture: ${SLOW_PICTURE_REM}rem"
          aria-label="Sampled frames in time order"
        >
          ${repeat(
            indices,
            (i) => i,
            (i) => this.#cell(i, i === stop),
          )}
        </ol>
      </div>
    `;
  }

  #cell(i: number, stop: boolean) {
    const frame = this.frames[i]!;
    const picture = this.pictures.get(frame.index);
    const size = pictureSize(frame.pathway, this.aspect, this.rem);
    const box = { width: `${size.width}px`, height: `${size.height}px` };
    return html`
      <li
        class="frame ${frame.pathway} ${frame.duplicate ? 'repeated' : ''}"
        style="left: ${this.#layout.lefts[i]}px"
        aria-setsize=${this.frames.length}
        aria-posinset=${i + 1}
      >
        <button
          type="button"
          data-frame=${i}
          tabindex=${stop ? 0 : -1}
          aria-current=${i === this.sampledFrame ? 'true' : nothing}
          aria-label=${describeFrame(frame, this.threshold)}
          @focus=${() => this.#choose(i)}
          @pointerenter=${() => this.#choose(i)}
          @click=${() => this.#choose(i)}
        >
          <span
            class="picture"
            style=${styleMap({ ...box, ...(picture === undefined ? {} : pictureStyle(picture)) })}
          ></span>
          <span class="frame-label"><i class="mark" aria-hidden="true"></i>${formatInstant(frame.instant)}</span>
        </button>
      </li>
    `;
  }

  #choose(i: number): void {
    if (i === this.sampledFrame) return;
    this.#own = true;
    this.dispatchEvent(new CustomEvent<number>('cursor', { detail: i }));
  }

  readonly #onScroll = (event: Event): void => {
    this.from = (event.currentTarget as HTMLElement).scrollLeft;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const at = Math.min(this.sampledFrame ?? 0, this.frames.length - 1);
    const target: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: this.frames.length - 1,
    };
    const next = target[event.key];
    if (next === undefined || this.frames[next] === undefined) return;
    event.preventDefault();
    this.#choose(next);
    this.#bringIntoSight(next);
    // The cell may be drawn only by the update that the new place causes.
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-frame="${next}"]`)?.focus({ preventScroll: true }),
    );
  };

  #bringIntoSight(i: number): void {
    const strip = this.querySelector('.strip');
    const [left, right] = [this.#layout.lefts[i], this.#layout.lefts[i + 1]];
    if (strip === null || left === undefined || right === undefined) return;
    if (left >= strip.scrollLeft && right <= strip.scrollLeft + strip.clientWidth) return;
    strip.scrollLeft = (left + right - strip.clientWidth) / 2;
    this.from = strip.scrollLeft;
  }
}

customElements.define('sg-frame-strip', FrameStrip);
