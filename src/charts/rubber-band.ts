import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { Box } from './chart';

/** Shorter drags are clicks by an unsteady hand. */
const LEAST_DRAG_PX = 4;

/** A box that is being drawn with the pointer. */
export interface RubberBand {
  readonly from: Point;
  readonly to: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function boxOf({ from, to }: RubberBand): Box {
  return {
    left: Math.min(from.x, to.x),
    right: Math.max(from.x, to.x),
    top: Math.min(from.y, to.y),
    bottom: Math.max(from.y, to.y),
  };
}

export function isDrag({ from, to }: RubberBand): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= LEAST_DRAG_PX;
}

/** The box on the page; a pixel of the drawing is `scale` CSS pixels. */
export function drawRubberBand(band: RubberBand, scale: number): TemplateResult {
  const { left, right, top, bottom } = boxOf(band);
  const [x, y, width, height] = [left, top, right - left, bottom - top].map((value) => value * scale);
  return html`<div
    class="rubber-band"
    style="left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px"
  ></div>`;
}
