import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { DERIVATION } from './copy';
import { DEFAULT_SETTINGS } from './settings';
import { toHash } from './settings-link';

/** The derivation beside the tool. The link of each step sets the controls to its example. */
export function reading(): TemplateResult {
  return html`
    <section class="panel explorer-reading" aria-labelledby="reading-title">
      <header class="panel-head">
        <h3 id="reading-title">Derivation of π*</h3>
      </header>
      <ol class="derivation">
        ${DERIVATION.map(
          (step) => html`
            <li>
              <h4>${step.title}</h4>
              <p>${step.words}</p>
              <sg-formula .tex=${step.tex}></sg-formula>
              <a href=${toHash({ ...DEFAULT_SETTINGS, ...step.settings })}>${step.shows}</a>
            </li>
          `,
        )}
      </ol>
    </section>
  `;
}
