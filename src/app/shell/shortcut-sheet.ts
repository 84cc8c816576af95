import { html, LitElement } from 'lit';
import { icons } from './icons';
import type { ShellAction } from './shell-state';
import type { Shortcut } from './shortcuts';
import { groupShortcuts, keyName } from './shortcuts';
import type { Dispatch } from './store';

/** The list of all shortcuts: a modal dialog. The browser closes it with Escape and returns the focus. */
export class ShortcutSheet extends LitElement {
  static override properties = {
    shortcuts: { attribute: false },
    singleKeys: { attribute: false },
    dispatch: { attribute: false },
  };
  /** All shortcuts, in the order of the sheet. */
  declare shortcuts: readonly Shortcut[];
  declare singleKeys: boolean;
  declare dispatch: Dispatch<ShellAction>;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  show(): void {
    const dialog = this.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }

  /** The backdrop belongs to the dialog: a click on it has the dialog as its target. */
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
              Single-key shortcuts
              <span class="quiet">
                When off, keys work only on the player's picture and on charts, while these have the focus.
              </span>
            </span>
          </label>
          <div class="sheet-groups">
            ${groupShortcuts(this.shortcuts).map(
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
          <p class="hint">In charts and in the strip of frames, use the arrow keys, Home and End.</p>
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
