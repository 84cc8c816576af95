import type { Selection } from 'd3';
import { create } from 'd3';

export type Svg = Selection<SVGSVGElement, undefined, null, undefined>;

/**
 * An empty picture with its accessible name and description. Colours and fonts come from style sheets through classes
 * (charts.css), so that a theme switch needs no redraw; export.ts writes them into the file.
 */
export function createSvg(width: number, height: number, name: string, description: string): Svg {
  const svg = create('svg:svg') as unknown as Svg;
  svg
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('width', width)
    .attr('height', height)
    .attr('role', 'img')
    .attr('aria-label', name)
    .attr('class', 'chart');
  svg.append('title').text(name);
  svg.append('desc').text(description);
  return svg;
}
