import { html, LitElement } from 'lit';
import { PLAYER_SHORTCUTS } from '../pages/score/player/shortcuts';
import type { Action } from '../state';
import { icons } from './icons';
import type { Shortcut } from './shortcuts';
import { groupShortcuts, keyName, PAGE_SHORTCUTS } from './shortcuts';

/** All tables of shortcuts, in the order of the sheet. */
const SHORTCUTS: readonly Shortcut[] = [...PAGE_SHORTCUTS, ...PLAYER_SHORTCUTS];

/** The sheet of all shortcuts: a modal dialog, which the browser closes with Escape and gives the focus back. */
export class ShortcutSheet extends LitElement {
  static override properties = {
    singleKeys: { attribute: false },
    dispatch: { attribute: false },
  };
  declare singleKeys: boolean;
  declare dispatch: (action: Action) => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  show(): void {
    const dialog = this.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }

  /** A press beside the sheet lands on the dialog itself, for its backdrop belongs to it. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.#close();
  };

  readonly #onSwitch = (event: Event): void => {
    this.dispatch({ kind: 'single-keys', on: (event.currentTarget as HTMLInputElement).checked });
  };

  readonly #close = (): void => this.querySelector('dialog')?.close();

  protected override render() {
    return html`
      <dialog class="sheet" aria-labelledby="sheet-title" @click=${this.#onClick}>
        <div class="sheet-body">
          <header class="sheet-head">
            <h2 id="sheet-title">Keyboard shortcuts</h2>
            <button type="button" class="icon-button" aria-label="Close" @click=${this.#close}>${icons.close}</button>
          </header>
          <label class="sheet-switch">
            <input type="checkbox" .checked=${this.singleKeys} @change=${this.#onSwitch} />
            <span>
              Single keys are shortcuts
              <span class="quiet">
                Switched off, only keys on the picture of the player and on charts count, while these have the focus.
              </span>
            </span>
          </label>
          <div class="sheet-groups">
            ${groupShortcuts(SHORTCUTS).map(
              ({ when, shortcuts }) => html`
                <section>
                  <h3>${when}</h3>
                  <dl class="shortcuts">
                    ${shortcuts.map(
                      ({ keys, does }) => html`
                        <div>
                          <dt>${keys.map((key) => html`<kbd>${keyName(key)}</kbd> `)}</dt>
                          <dd>${does}</dd>
                        </div>
                      `,
                    )}
                  </dl>
                </section>
              `,
            )}
          </div>
          <p class="hint">Charts and the strip of frames are walked with the arrow keys, Home and End.</p>
        </div>
      </dialog>
    `;
  }
}

customElements.define('sg-shortcut-sheet', ShortcutSheet);

declare global {
  interface HTMLElementTagNameMap {
    'sg-shortcut-sheet': ShortcutSheet;
  }
}
