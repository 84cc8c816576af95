import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScoreReport } from '../../../../scoring';
import { pictureStyle } from '../pictures';
import type { Item } from '../queue';
import type { Spot } from '../report/spot';
import type { ClipVideo } from './clip-video';
import type { Attributed } from './attributed';
import type { Inspections } from './inspections';
import type { Overlay } from './overlays';
import { attributionOverlay, occludedAt, patchOverlay, spotOverlay } from './overlays';

export interface StageParts {
  readonly item: Item;
  readonly report: ScoreReport;
  readonly sampledFrame: number;
  readonly spot: Spot | undefined;
  readonly clip: ClipVideo;
  readonly inspections: Inspections;
  readonly overlay: Overlay;
  /** The target of the attribution on show. */
  readonly attributed: Attributed | undefined;
  readonly onChange: () => void;
}

/** The thumbnail, the video over it, and the overlay. */
export function stage(parts: StageParts): TemplateResult {
  const { item, report, sampledFrame, spot, clip, onChange } = parts;
  const { width, height } = report.info;
  const picture = item.pictures.get(report.slowfast.frames[sampledFrame]?.index ?? -1);
  const { source } = clip;
  const spotted = spot?.item === item.id && sampledFrame >= spot.first && sampledFrame <= spot.last;
  return html`
    <div
      class="stage"
      tabindex="0"
      role="group"
      aria-label="Picture of ${item.name}. Space plays, arrow keys step through the sampled frames"
      style=${styleMap({ 'aspect-ratio': `${width} / ${height}`, '--aspect': String(width / height) })}
    >
      <span class="picture" style=${styleMap(picture === undefined ? {} : pictureStyle(picture))}></span>
      ${
        source !== undefined && 'url' in source
          ? keyed(
              source.url,
              html`<video
                .src=${source.url}
                .muted=${true}
                playsinline
                preload="auto"
                tabindex="-1"
                aria-hidden="true"
                @loadeddata=${() => void clip.begin()}
                @play=${onChange}
                @pause=${onChange}
                @error=${() => clip.fail()}
                @click=${() => clip.toggle()}
              ></video>`,
            )
          : nothing
      }
      ${overlayOf(parts)} ${spotted ? spotOverlay(spot) : nothing}
    </div>
  `;
}

function overlayOf({ overlay, inspections, sampledFrame, attributed }: StageParts): TemplateResult | typeof nothing {
  if (overlay === 'patches') {
    const maps = inspections.found('patches');
    const map = maps?.maps[sampledFrame];
    return maps === undefined || map === undefined ? nothing : patchOverlay(map, maps);
  }
  const map = overlay === 'occlusion' ? inspections.found('occlusion') : undefined;
  const window = map === undefined ? undefined : occludedAt(map, sampledFrame);
  if (map === undefined || window === undefined || attributed === undefined) return nothing;
  return attributionOverlay(map, window, attributed);
}
