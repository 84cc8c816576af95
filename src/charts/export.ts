import type { Result } from '../base';
import { fail, ok } from '../base';
import { csvText } from '../base';
import type { Chart } from './chart';
import { withPngTexts } from './png-text';

/** Properties that style sheets give to a chart and a file must carry itself. */
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'paint-order',
] as const;
/** Pixels of an exported picture per CSS pixel. */
const PNG_SCALE = 3;
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

export type ChartFormat = 'svg' | 'png' | 'csv';

/** The table behind a chart. */
export function chartCsv(chart: Chart): string {
  return csvText(chart.table);
}

/**
 * A picture that stands alone: styles written into it, the page's background behind it, title, summary and settings in
 * its metadata. `shown` must be in the document, for it is asked for its computed styles.
 */
export function chartSvg(chart: Chart, shown: SVGSVGElement): string {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  inlineStyles(shown, copy);
  copy.setAttribute('xmlns', SVG_NAMESPACE);
  copy.removeAttribute('class');
  const metadata = document.createElementNS(SVG_NAMESPACE, 'metadata');
  metadata.textContent = JSON.stringify({ title: chart.name, summary: chart.summary, ...chart.settings });
  const background = document.createElementNS(SVG_NAMESPACE, 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', getComputedStyle(shown).getPropertyValue('background-color'));
  copy.querySelector('desc')?.after(metadata, background);
  return new XMLSerializer().serializeToString(copy);
}

function inlineStyles(from: Element, to: Element): void {
  if (from.tagName !== 'title' && from.tagName !== 'desc') {
    const style = getComputedStyle(from);
    for (const property of STYLED) {
      // The inherited value would only repeat the parent's.
      const value = style.getPropertyValue(property);
      const inherited =
        from.parentElement === null ? '' : getComputedStyle(from.parentElement).getPropertyValue(property);
      if (value !== inherited || from.tagName === 'svg') to.setAttribute(property, value);
    }
    to.removeAttribute('class');
  }
  for (let i = 0; i < from.children.length; i++) inlineStyles(from.children[i]!, to.children[i]!);
}

/** Draws the picture's own SVG onto a canvas at three times its size, and writes title and settings beside the pixels. */
export async function chartPng(chart: Chart, shown: SVGSVGElement): Promise<Result<Blob>> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([chartSvg(chart, shown)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = shown.width.baseVal.value * PNG_SCALE;
    canvas.height = shown.height.baseVal.value * PNG_SCALE;
    const context = canvas.getContext('2d');
    if (context === null) return fail('internal', 'The picture could not be drawn here. Export it as SVG instead.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) return fail('internal', 'This browser could not write a PNG. Export the chart as SVG instead.');
    const withTexts = withPngTexts(new Uint8Array(await blob.arrayBuffer()), {
      Title: chart.name,
      Description: chart.summary,
      Comment: JSON.stringify(chart.settings),
      Software: 'Slowglass',
    });
    return ok(new Blob([withTexts], { type: 'image/png' }));
  } catch {
    return fail('internal', 'This browser could not turn the chart into pixels. Export it as SVG instead.');
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Makes the file of one chart. */
export async function exportChart(chart: Chart, shown: SVGSVGElement, format: ChartFormat): Promise<Result<File>> {
  const name = `${chart.fileStem}.${format}`;
  if (format === 'csv') return ok(new File([chartCsv(chart)], name, { type: 'text/csv' }));
  if (format === 'svg') return ok(new File([chartSvg(chart, shown)], name, { type: 'image/svg+xml' }));
  const png = await chartPng(chart, shown);
  return png.ok ? ok(new File([png.value], name, { type: 'image/png' })) : png;
}
