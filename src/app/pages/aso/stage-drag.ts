import type { LevelRows, LevelRowsLayout } from '../../../charts';
import { levelRowsLayout, nearestLevelIndex } from '../../../charts';

export interface StageEvents {
  readonly onTarget: (score: number) => void;
  /** The bar of a level of the reference was dragged to a probability. */
  readonly onBar: (level: number, probability: number) => void;
}

/** Targets snap to this, in score points. */
const TARGET_STEP = 0.05;

interface Drag {
  readonly kind: 'target' | 'bars';
  /** Fixed at the start of the drag, because the axis must not change during it. */
  readonly layout: LevelRowsLayout;
  readonly levels: LevelRows['levels'];
}

/**
 * Drags in the chart of reference, factor and teacher. A drag below the bars moves the target. In the top row it changes
 * the bars of a hand-drawn reference. The chart handles all other pointer events.
 */
export class StageDrag {
  readonly #events: StageEvents;
  #drag: Drag | undefined;

  constructor(events: StageEvents) {
    this.#events = events;
  }

  /** True where a drag starts here. */
  begin(event: PointerEvent, data: LevelRows, drawable: boolean): boolean {
    const svg = (event.currentTarget as HTMLElement).querySelector<SVGSVGElement>('svg.level-rows');
    // The chart's menu covers the picture.
    const onMenu = event.target instanceof Element && event.target.closest('.menu') !== null;
    if (svg === null || onMenu || event.button !== 0) return false;
    const [x, y] = inDrawing(svg, event);
    if (x < 0 || x > svg.viewBox.baseVal.width || y < 0 || y > svg.viewBox.baseVal.height) return false;
    const layout = levelRowsLayout(data, svg.viewBox.baseVal.width);
    const top = layout.rows[0];
    if (y >= layout.axis) this.#drag = { kind: 'target', layout, levels: data.levels };
    else if (drawable && top !== undefined && y <= top.bottom) {
      this.#drag = { kind: 'bars', layout, levels: data.levels };
    } else return false;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.move(event);
    return true;
  }

  move(event: PointerEvent): void {
    if (this.#drag === undefined) return;
    const { kind, layout, levels } = this.#drag;
    // The drawing is replaced during the drag, but its parent element stays.
    const svg = (event.currentTarget as HTMLElement).querySelector<SVGSVGElement>('svg.level-rows');
    if (svg === null) return;
    const [x, y] = inDrawing(svg, event);
    const score = layout.x.invert(x);
    if (kind === 'target') {
      const snapped = Math.round(score / TARGET_STEP) * TARGET_STEP;
      this.#events.onTarget(Number(Math.min(5, Math.max(1, snapped)).toFixed(2)));
    } else {
      this.#events.onBar(nearestLevelIndex(levels, score), Math.max(0, layout.rows[0]!.y.invert(y)));
    }
  }

  end(): void {
    this.#drag = undefined;
  }
}

/** The pointer's position in the units of the drawing. */
function inDrawing(svg: SVGSVGElement, event: PointerEvent): readonly [number, number] {
  const box = svg.getBoundingClientRect();
  const { width, height } = svg.viewBox.baseVal;
  return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
}
