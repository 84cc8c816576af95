import type { BaseType, Selection } from 'd3';

/** The picture or a group in it. */
export type Layer<Element extends BaseType = SVGGElement> = Selection<Element, undefined, null, undefined>;

/** From and to, CSS pixels. */
type Span = readonly [from: number, to: number];

export function drawHorizontal<E extends BaseType>(
  layer: Layer<E>,
  className: string,
  y: number,
  [x1, x2]: Span,
): void {
  drawLine(layer, className, [x1, x2], [y, y]);
}

export function drawVertical<E extends BaseType>(layer: Layer<E>, className: string, x: number, [y1, y2]: Span): void {
  drawLine(layer, className, [x, x], [y1, y2]);
}

export function drawLine<E extends BaseType>(layer: Layer<E>, className: string, [x1, x2]: Span, [y1, y2]: Span): void {
  layer.append('line').attr('class', className).attr('x1', x1).attr('x2', x2).attr('y1', y1).attr('y2', y2);
}

export function drawPath<E extends BaseType>(layer: Layer<E>, className: string, d: string | null): void {
  layer.append('path').attr('class', className).attr('d', d);
}

export function drawCircle<E extends BaseType>(
  layer: Layer<E>,
  className: string,
  cx: number,
  cy: number,
  r: number,
): void {
  layer.append('circle').attr('class', className).attr('cx', cx).attr('cy', cy).attr('r', r);
}

/** How a text lies about its place. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  /** Default: `start`. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** True: `y` is the middle of the line instead of its base. */
  readonly middle?: boolean;
}

export function drawText<E extends BaseType>(
  layer: Layer<E>,
  className: string,
  { x, y, anchor, middle }: TextPlace,
  text: string,
): void {
  const made = layer.append('text').attr('class', className).attr('x', x).attr('y', y);
  if (middle === true) made.attr('dy', '0.32em');
  if (anchor !== undefined) made.attr('text-anchor', anchor);
  made.text(text);
}

/** Paths of marks; series have different shapes as well as colours. */
export function discPath(cx: number, cy: number, r: number): string {
  return `M${cx - r},${cy}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`;
}

export function squarePath(cx: number, cy: number, r: number): string {
  return `M${cx - r},${cy - r}h${2 * r}v${2 * r}h${-2 * r}z`;
}

export function diamondPath(cx: number, cy: number, r: number): string {
  return `M${cx},${cy - r}l${r},${r}l${-r},${r}l${-r},${-r}z`;
}

/** Index of the item that is least far away, the first among equals; 0 of none. */
export function nearestIndex<Item>(items: readonly Item[], away: (item: Item, index: number) => number): number {
  let best = 0;
  let least = Infinity;
  items.forEach((item, i) => {
    const distance = away(item, i);
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

/** Index of the level whose score is nearest. */
export function nearestLevelIndex(levels: readonly { readonly score: number }[], score: number): number {
  return nearestIndex(levels, (level) => Math.abs(level.score - score));
}
