import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { exampleName } from '../example';
import { linkOf, writeScoreLink } from '../link/score-link';
import type { PageState } from '../state';
import { selectedItem } from '../state';
import { SAMPLES } from './samples';

/** Sides of a poster as it is stored, so that its place is kept before it comes. */
const POSTER = { width: 240, height: 136 };

/**
 * The samples side by side. Each is a plain link that keeps profile and options as they are: it works with the keyboard,
 * in a new tab, before the model has come, and on a machine that cannot run it.
 */
export function galleryPanel(state: PageState): TemplateResult {
  const item = selectedItem(state);
  const shown = item === undefined ? undefined : exampleName(item);
  const link = { ...linkOf(state), moment: undefined };
  return html`
    <nav class="gallery" aria-labelledby="gallery-title">
      <header class="gallery-head">
        <h2 id="gallery-title">Samples</h2>
        <p class="quiet">Drawn for this page, most of them spoilt on purpose, scored beforehand by the model.</p>
      </header>
      <ul class="gallery-list">
        ${SAMPLES.map(
          ({ name, title, fault }) => html`
            <li>
              <a
                class="sample"
                href=${writeScoreLink({ ...link, clip: name })}
                aria-current=${name === shown ? 'true' : nothing}
              >
                <img
                  src="samples/${name}.poster.webp"
                  alt=""
                  width=${POSTER.width}
                  height=${POSTER.height}
                  loading="lazy"
                  decoding="async"
                />
                <span class="sample-fault">${fault}</span>
                <span class="sample-title">${title}</span>
              </a>
            </li>
          `,
        )}
      </ul>
    </nav>
  `;
}
