import '../../../styles/batch-table.css';
import type { Virtualizer } from '@tanstack/lit-virtual';
import { VirtualizerController } from '@tanstack/lit-virtual';
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Dimension } from '../../../../quality';
import { DIMENSIONS } from '../../../../quality';
import { showComparison } from '../compare/show-comparison';
import type { Item } from '../queue';
import type { Runner } from '../runner';
import { fileActions } from '../file-list';
import type { ScoreDispatch } from '../score-state';
import type { ProfileChoice } from '../profile';
import { filterBar } from './filter-bar';
import type { Filter, Sorting } from './order';
import { arrange, NO_FILTER } from './order';
import { pickBar, pickButton, picksAfter } from './pick-bar';
import type { Row } from './row';
import { RowCache } from './row';
import { tableHead } from './table-head';
import { rowCells } from './table-row';

/** Heights in pixels at the smallest root font size. They scale with it. */
const DRAWN_FOR_FONT_PX = 15;
const ROW_PX = 52;
const HEAD_PX = 44;
/** Rows drawn above and below those in view. */
const OVERSCAN = 6;
/** A row is drawn one or two frames after it was scrolled into view. */
const MOST_FRAMES = 8;

/**
 * A sorted and filtered table with one row per file of a batch. Only rows in view are drawn. It is a grid for assistive
 * technology: arrow keys move between rows, Enter opens a report.
 */
export class BatchTable extends LitElement {
  static override properties = {
    items: { attribute: false },
    profile: { attribute: false },
    selected: { attribute: false },
    dispatch: { attribute: false },
    runner: { attribute: false },
    filter: { state: true },
    sorting: { state: true },
    active: { state: true },
    picked: { state: true },
  };
  declare items: readonly Item[];
  declare profile: ProfileChoice;
  declare selected: string | undefined;
  declare dispatch: ScoreDispatch;
  declare runner: Runner;
  declare private filter: Filter;
  declare private sorting: Sorting;
  /** The row that the Tab key reaches. */
  declare private active: string | undefined;
  /** Ids of the rows that were picked to be compared, in the order of picking. */
  declare private picked: readonly string[];
  readonly #cache = new RowCache();
  readonly #scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / DRAWN_FOR_FONT_PX;
  readonly #virtual: VirtualizerController<HTMLElement, HTMLElement>;
  #arranged: readonly Row[] = [];
  #arrangedBy: readonly unknown[] = [];
  #dimensions: readonly Dimension[] = [];

  constructor() {
    super();
    this.items = [];
    this.profile = 'ultravqa';
    this.filter = NO_FILTER;
    this.sorting = { column: 'arrival', descending: false };
    this.picked = [];
    this.#virtual = new VirtualizerController<HTMLElement, HTMLElement>(this, {
      count: 0,
      getScrollElement: () => this.querySelector<HTMLElement>('.table-scroller'),
      estimateSize: () => this.#rowPx,
      // Rows begin below the sticky heading. The two offsets cancel out when scrolling up, but not when scrolling down.
      scrollPaddingEnd: Math.round(HEAD_PX * this.#scale),
      overscan: OVERSCAN,
    });
  }

  get #rowPx(): number {
    return Math.round(ROW_PX * this.#scale);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const rows = this.#cache.rows(this.items);
    const by = [rows, this.filter, this.sorting];
    if (by.some((each, i) => each !== this.#arrangedBy[i])) {
      this.#arrangedBy = by;
      this.#arranged = arrange(rows, this.filter, this.sorting);
    }
    const wanted = DIMENSIONS.filter(({ profile }) => this.profile === 'both' || profile === this.profile);
    if (wanted.length !== this.#dimensions.length || wanted.some((each, i) => each !== this.#dimensions[i])) {
      this.#dimensions = wanted;
    }
    const virtualizer = this.#virtual.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count: this.#arranged.length });
  }

  protected override render() {
    const virtualizer = this.#virtual.getVirtualizer();
    const total = this.#cache.rows(this.items).length;
    const dimensions = this.#dimensions;
    return html`
      <section class="panel batch-table" aria-label="All files">
        ${filterBar(this.filter, dimensions, { shown: this.#arranged.length, total }, (filter) => (this.filter = filter))}
        ${pickBar(this.#pickedItems(), this.#compare, () => (this.picked = []))}
        <div
          class="table-scroller"
          role="grid"
          aria-label="Files"
          aria-rowcount=${this.#arranged.length + 1}
          style="--row: ${this.#rowPx}px; --dimensions: ${dimensions.length}"
          @keydown=${this.#onKey}
        >
          ${tableHead(dimensions, this.sorting, (sorting) => (this.sorting = sorting))}
          <div class="table-body" role="rowgroup" style="height: ${virtualizer.getTotalSize()}px">
            ${this.#rows(virtualizer)}
          </div>
        </div>
        ${this.#arranged.length === 0 ? html`<p class="quiet">No file passes the filter.</p>` : nothing}
      </section>
    `;
  }

  #rows(virtualizer: Virtualizer<HTMLElement, HTMLElement>) {
    const items = new Map(this.items.map((item) => [item.id, item]));
    const reached = this.#reached(virtualizer);
    return repeat(
      virtualizer.getVirtualItems(),
      ({ index }) => this.#arranged[index]?.id,
      ({ index, start }) => {
        const row = this.#arranged[index];
        const item = row === undefined ? undefined : items.get(row.id);
        if (row === undefined || item === undefined) return nothing;
        const tabindex = row.id === reached ? 0 : -1;
        return html`
          <div
            role="row"
            class="table-row"
            data-id=${row.id}
            data-state=${row.phase}
            tabindex=${tabindex}
            aria-rowindex=${index + 2}
            aria-selected=${row.id === this.selected}
            style="transform: translateY(${start}px)"
            @click=${() => this.#open(row.id)}
            @focus=${() => (this.active = row.id)}
          >
            ${rowCells(row, item, this.#dimensions)}
            <div role="gridcell" class="cell-actions" @click=${stay} @keydown=${stay}>
              ${pickButton(item, this.picked.includes(item.id), tabindex, () => this.#pick(item.id))}
              ${fileActions(item, this.runner, tabindex)}
            </div>
          </div>
        `;
      },
    );
  }

  /** The row that the Tab key reaches must be drawn. Where it is out of view, the first row in view replaces it. */
  #reached(virtualizer: Virtualizer<HTMLElement, HTMLElement>): string | undefined {
    const wanted = this.active ?? this.selected;
    const drawn = virtualizer.getVirtualItems().some(({ index }) => this.#arranged[index]?.id === wanted);
    return drawn ? wanted : this.#arranged[virtualizer.range?.startIndex ?? 0]?.id;
  }

  #pick(id: string): void {
    this.picked = picksAfter(
      this.#pickedItems().map((item) => item.id),
      id,
    );
  }

  /** Without those that were removed meanwhile. */
  #pickedItems(): readonly Item[] {
    return this.picked.flatMap((id) => this.items.find((item) => item.id === id) ?? []);
  }

  readonly #compare = (first: Item, second: Item): void => {
    showComparison({ first: first.id, second: second.id }, this.dispatch);
  };

  #open(id: string): void {
    this.active = id;
    this.dispatch({ kind: 'select', id });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const focused = (event.target as HTMLElement).closest<HTMLElement>('.table-row');
    const at = this.#arranged.findIndex(({ id }) => id === focused?.dataset['id']);
    if (at < 0) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#open(this.#arranged[at]!.id);
      return;
    }
    const page = Math.max(1, Math.floor((this.querySelector('.table-scroller')?.clientHeight ?? 0) / this.#rowPx) - 2);
    const last = this.#arranged.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    void this.#walkTo(Math.max(0, Math.min(last, target)));
  };

  /** The row may not be drawn yet: it is scrolled to first, and focused once it is drawn. */
  async #walkTo(index: number): Promise<void> {
    const id = this.#arranged[index]?.id;
    this.active = id;
    this.#virtual.getVirtualizer().scrollToIndex(index, { align: 'auto' });
    for (let frame = 0; frame < MOST_FRAMES; frame++) {
      await new Promise(requestAnimationFrame);
      await this.updateComplete;
      const row = this.querySelector<HTMLElement>(`.table-row[data-id="${id}"]`);
      if (row === null) continue;
      row.focus({ preventScroll: true });
      return;
    }
  }
}

/** A press on a row's button does not open the row. */
function stay(event: Event): void {
  event.stopPropagation();
}

customElements.define('sg-batch-table', BatchTable);
