import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Interval } from '../../statistics/bootstrap';
import type { FigureId } from '../../statistics/figures';
import { formatFigure } from './figure-names';

/** A figure with its interval below; `place` marks best and second best. */
export function figureCell(
  id: FigureId,
  value: number | undefined,
  place: string,
  interval: Interval | undefined,
): TemplateResult {
  const range =
    interval === undefined || value === undefined
      ? nothing
      : html`<small>${formatFigure(interval.low, id)} to ${formatFigure(interval.high, id)}</small>`;
  return html`<td data-figure=${id}><span class=${place}>${formatFigure(value, id)}</span>${range}</td>`;
}
