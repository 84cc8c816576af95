import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { download } from './download';
import type { Brush, Chart } from './chart';
import type { ChartFormat } from './export';
import { chartMenu, closeMenu } from './chart-menu';
import { chartNumbers } from './chart-numbers';
import { exportChart } from './export';
import { markOfKey } from './mark-of-key';
import type { Point, RubberBand } from './rubber-band';
import { boxOf, drawRubberBand, isDrag } from './rubber-band';

/** The width of a picture before the page has been laid out. */
const FIRST_WIDTH_PX = 640;
/** Charts are drawn for this size of the root font, and grow with it. */
const DRAWN_FOR_FONT_PX = 15;

let even = false;

/** True for every other chart of the page. */
function evenChart(): boolean {
  even = !even;
  return even;
}

/**
 * Shows a chart as wide as its place: redraws when the place changes, walks its marks by pointer and keyboard with a
 * readout, opens the table behind the picture, exports it.
 *
 * Fires `cursor` with the mark under the pointer or keyboard (undefined when it leaves). Where `cursor` is given from
 * outside, the owner decides what is highlighted; that is how a chart and the frame strip move together.
 *
 * Fires `brush` with the marks that were chosen: by a click or Enter, with the Shift key beside others, by the arrow keys
 * with Shift, by a box drawn over a chart that takes one. Escape chooses none.
 */
export class ChartFrame extends LitElement {
  static override properties = {
    chart: { attribute: false },
    cursor: { attribute: false },
    readout: { attribute: false },
    sticky: { attribute: false },
    held: { attribute: false },
    beside: { attribute: false },
    width: { state: true },
    table: { state: true },
    problem: { state: true },
    band: { state: true },
  };
  declare chart: Chart | undefined;
  declare cursor: number | undefined;
  /** False where the owner shows the mark's words itself. */
  declare readout: boolean;
  /** True where the cursor stays when pointer and focus leave: it then is a selection. */
  declare sticky: boolean;
  /** True while a hand is changing what is drawn, many times a second: out of sight, the chart waits until it is false. */
  declare held: boolean;
  /** True where that hand is on another picture: this one then draws every other change, in turn with its neighbours. */
  declare beside: boolean;
  declare private width: number;
  declare private table: boolean;
  declare private problem: string | undefined;
  /** The box under the pointer's hand. */
  declare private band: RubberBand | undefined;
  #observer: ResizeObserver | undefined;
  #sight: IntersectionObserver | undefined;
  #inSight = true;
  #passes = evenChart();
  /** CSS pixels a pixel of the drawing. */
  #scale = 1;

  constructor() {
    super();
    this.readout = true;
    this.sticky = false;
    this.held = false;
    this.beside = false;
    this.width = FIRST_WIDTH_PX;
    this.table = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scale = rootFontPx() / DRAWN_FOR_FONT_PX;
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width <= 0) return;
      this.#scale = rootFontPx() / DRAWN_FOR_FONT_PX;
      this.width = width / this.#scale;
    });
    this.#sight = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? true;
      // What was missed meanwhile.
      if (this.#inSight && this.held) this.requestUpdate();
    });
    this.#sight.observe(this);
  }

  protected override updated(): void {
    const picture = this.querySelector('.chart-picture');
    if (picture !== null) this.#observer?.observe(picture);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#sight?.disconnect();
  }

  protected override shouldUpdate(): boolean {
    if (!this.held || !this.hasUpdated) return true;
    if (!this.#inSight) return false;
    if (this.beside) this.#passes = !this.#passes;
    return !this.beside || !this.#passes;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('chart') as Chart | undefined;
    if (before !== undefined && before.name !== this.chart?.name) this.problem = undefined;
  }

  protected override render() {
    const { chart, cursor } = this;
    if (chart === undefined) return nothing;
    const walked = cursor === undefined ? undefined : Math.min(cursor, chart.marks - 1);
    return html`
      <figure class="chart-frame">
        <div
          class="chart-picture"
          style="height: ${chart.height(this.width) * this.#scale}px"
          role="slider"
          tabindex="0"
          aria-label="${chart.name}. Arrow keys walk the values"
          aria-orientation="horizontal"
          aria-valuemin="0"
          aria-valuemax=${Math.max(0, chart.marks - 1)}
          aria-valuenow=${walked ?? 0}
          aria-valuetext=${walked === undefined ? chart.summary : chart.describe(walked)}
          @pointermove=${this.#onPointer}
          @pointerdown=${this.#onPress}
          @pointerup=${this.#onRelease}
          @pointercancel=${this.#letGo}
          @pointerleave=${this.#onLeave}
          @blur=${this.#onLeave}
          @keydown=${this.#onKey}
        >
          ${chart.draw(this.width, walked)}
          ${this.band === undefined || !isDrag(this.band) ? nothing : drawRubberBand(this.band, this.#scale)}
        </div>
        <figcaption class="chart-caption">
          ${
            this.readout
              ? html`<span class="chart-readout" aria-hidden="true"
                  >${walked === undefined ? '' : chart.describe(walked)}</span
                >`
              : nothing
          }
          <span class="visually-hidden">${chart.summary}</span>
        </figcaption>
        ${chartMenu(chart.name, {
          table: this.table,
          onTable: this.#toggleTable,
          onExport: (format) => void this.#export(format),
        })}
        ${this.problem === undefined ? nothing : html`<p class="chart-problem" role="alert">${this.problem}</p>`}
        ${this.table ? chartNumbers(chart) : nothing}
      </figure>
    `;
  }

  readonly #toggleTable = (): void => {
    this.table = !this.table;
    closeMenu(this.querySelector('details'));
  };

  async #export(format: ChartFormat): Promise<void> {
    closeMenu(this.querySelector('details'));
    const shown = this.querySelector<SVGSVGElement>('svg.chart');
    if (this.chart === undefined || shown === null) return;
    const file = await exportChart(this.chart, shown, format);
    this.problem = file.ok ? undefined : file.error.message;
    if (file.ok) download(file.value);
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const at = this.#place(event);
    if (this.band !== undefined) this.band = { ...this.band, to: at };
    this.#move(this.chart?.markAt(this.width, at.x, at.y));
  };

  readonly #onPress = (event: PointerEvent): void => {
    this.#onPointer(event);
    // A finger's drag scrolls the page.
    if (event.pointerType === 'touch' || event.button !== 0 || this.chart?.marksWithin === undefined) return;
    const at = this.#place(event);
    this.band = { from: at, to: at };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  readonly #onRelease = (event: PointerEvent): void => {
    const { band, chart } = this;
    this.band = undefined;
    const at = this.#place(event);
    if (chart === undefined || event.button !== 0) return;
    if (band === undefined || !isDrag(band)) {
      this.#brush([chart.markAt(this.width, at.x, at.y)], event.shiftKey ? 'toggle' : 'replace');
    } else {
      this.#brush(chart.marksWithin?.(this.width, boxOf(band)) ?? [], event.shiftKey ? 'add' : 'replace');
    }
  };

  readonly #letGo = (): void => {
    this.band = undefined;
  };

  /** In pixels of the drawing. */
  #place(event: PointerEvent): Point {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: (event.clientX - left) / this.#scale, y: (event.clientY - top) / this.#scale };
  }

  readonly #onLeave = (): void => {
    if (!this.sticky) this.#move(undefined);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = (this.chart?.marks ?? 0) - 1;
    const at = this.cursor;
    if (event.key === 'Escape') {
      this.#brush([], 'replace');
      this.#move(undefined);
    }
    if ((event.key === 'Enter' || event.key === ' ') && at !== undefined) {
      event.preventDefault();
      this.#brush([at], event.shiftKey ? 'toggle' : 'replace');
    }
    const next = markOfKey(event.key, at, last);
    if (next === undefined) return;
    event.preventDefault();
    this.#move(next);
    if (event.shiftKey) this.#brush([next], 'add');
  };

  #brush(marks: readonly number[], how: Brush['how']): void {
    this.dispatchEvent(new CustomEvent<Brush>('brush', { detail: { marks, how } }));
  }

  #move(cursor: number | undefined): void {
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    this.dispatchEvent(new CustomEvent<number | undefined>('cursor', { detail: cursor }));
  }
}

function rootFontPx(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

customElements.define('sg-chart', ChartFrame);
