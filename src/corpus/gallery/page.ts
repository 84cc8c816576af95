import { dimension, tag } from '../../quality';
import { TRAINED_DIMENSIONS } from '../clip';
import type { RatedClip } from '../judge';
import type { Exhibit } from './exhibits';

/** A clip on the page; `strip` is a JPEG of a few frames side by side. */
export interface Shown extends RatedClip {
  readonly exhibit: Exhibit;
  readonly strip: Uint8Array;
  readonly speed: number;
}

const STYLE = `
  :root { color-scheme: light dark; font: 13px/1.4 system-ui, sans-serif; }
  body { margin: 16px; }
  h2 { margin: 24px 0 4px; }
  h3 { margin: 14px 0 2px; font-size: 14px; }
  figure { margin: 4px 0 10px; }
  img { display: block; max-width: 100%; }
  figcaption { font-variant-numeric: tabular-nums; }
  .scores { opacity: 0.8; }
`;

/** The contact sheet as one self-contained HTML file. */
export function contactSheet(title: string, clips: readonly Shown[]): string {
  const groups = [
    ['Scene families', clips.filter(({ exhibit }) => exhibit.group === 'family')],
    ['Distortions', clips.filter(({ exhibit }) => exhibit.group === 'distortionType')],
  ] as const;
  const body = groups.map(([heading, members]) => `<h2>${heading}</h2>\n${sections(members)}`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<h1>${escape(title)}</h1>
<p>Time runs from left to right. Scores are the true scores on 1 to 5, before rater noise.</p>
${body}
</html>
`;
}

function sections(clips: readonly Shown[]): string {
  const names = [...new Set(clips.map(({ exhibit }) => exhibit.name))];
  return names
    .map((name) => {
      const figures = clips.filter(({ exhibit }) => exhibit.name === name).map(figure);
      return `<section id="${escape(name)}"><h3>${escape(name)}</h3>\n${figures.join('\n')}</section>`;
    })
    .join('\n');
}

function figure({ exhibit, strip, label, truth, speed }: Shown): string {
  const { plan } = exhibit;
  const picture = Buffer.from(strip).toString('base64');
  const severities = plan.distortions
    .map((distortion) => `${distortion.distortionType} at ${distortion.severity}`)
    .join(', ');
  const observations = label.observations.map(
    (observation) =>
      `${observation.severity} ${tag(observation.tag).words} (${observation.region}, ${observation.span})`,
  );
  const scores = TRAINED_DIMENSIONS.map((id) => `${dimension(id).name} ${truth[id].toFixed(1)}`).join(' · ');
  const words = [plan.source.kind === 'scene' ? plan.source.family : plan.source.kind, severities, ...observations];
  const caption = escape(words.filter((word) => word !== '').join('; '));
  return `<figure><img alt="${caption}" src="data:image/jpeg;base64,${picture}">
<figcaption>${caption}; ${speed.toFixed(2)} frame diagonals per second<br>
<span class="scores">${escape(scores)}</span></figcaption></figure>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
