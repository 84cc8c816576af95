import type { PropertyValues, TemplateResult } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { DEFAULT_LAYOUT } from '../compare/layout-slice';
import type { ScoreLink } from '../link/score-link';
import { writeScoreLink } from '../link/score-link';
import { icons } from '../../../shell/icons';
import type { Sample } from './samples';
import { SAMPLES } from './samples';
import { GALLERY_HINT } from '../copy';

/** Size of a stored poster, so that its place is reserved before it is loaded. */
const POSTER = { width: 240, height: 136 };

/**
 * The samples side by side. Each is a plain link that keeps profile and options as they are: it works with the keyboard,
 * in a new tab, before the model is loaded, and on a machine that cannot run it. A second link compares the sample with
 * the clip on show.
 */
export class GalleryPanel extends LitElement {
  static override properties = {
    shown: { attribute: false },
    link: { attribute: false },
    comparable: { type: Boolean },
  };
  /** Name of the sample on show, if it is one. */
  declare shown: string | undefined;
  /** The link to the current page. */
  declare link: ScoreLink;
  /** Whether the clip on show has a report to compare. */
  declare comparable: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('shown') && this.shown !== undefined) this.#bringIntoSight(changed.get('shown') !== undefined);
  }

  /** Only the row scrolls: the page must not jump to the gallery. */
  #bringIntoSight(moving: boolean): void {
    const row = this.querySelector('.gallery-list');
    const place = this.querySelector('.sample[aria-current]')?.closest('li');
    if (row === null || place === null || place === undefined) return;
    const [outer, inner] = [row.getBoundingClientRect(), place.getBoundingClientRect()];
    if (inner.left >= outer.left && inner.right <= outer.right) return;
    const left = row.scrollLeft + (inner.left + inner.right - outer.left - outer.right) / 2;
    const still = !moving || matchMedia('(prefers-reduced-motion: reduce)').matches;
    row.scrollTo({ left, behavior: still ? 'instant' : 'smooth' });
  }

  protected override render() {
    return html`
      <nav class="gallery" aria-labelledby="gallery-title">
        <header class="gallery-head">
          <h2 id="gallery-title">Samples</h2>
          <p class="quiet">${GALLERY_HINT}</p>
        </header>
        <ul class="gallery-list">
          ${SAMPLES.map((sample) => this.#card(sample))}
        </ul>
      </nav>
    `;
  }

  #card({ name, title, label }: Sample): TemplateResult {
    const alone: ScoreLink = {
      ...this.link,
      clip: name,
      against: undefined,
      sampledFrame: undefined,
      ...DEFAULT_LAYOUT,
    };
    return html`
      <li>
        <a class="sample" href=${writeScoreLink(alone)} aria-current=${name === this.shown ? 'true' : nothing}>
          <img
            src="samples/${name}.poster.webp"
            alt=""
            width=${POSTER.width}
            height=${POSTER.height}
            loading="lazy"
            decoding="async"
          />
          <span class="sample-label">${label}</span>
          <span class="sample-title">${title}</span>
        </a>
        ${
          this.comparable && name !== this.shown
            ? html`<a
                class="icon-button sample-compare"
                href=${writeScoreLink({ ...this.link, against: name, sampledFrame: undefined })}
                aria-label="Compare the clip on show with ${title}"
                title="Compare with the clip on show"
                >${icons.compare}</a
              >`
            : nothing
        }
      </li>
    `;
  }
}

customElements.define('sg-gallery', GalleryPanel);
