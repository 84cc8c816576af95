import { html, LitElement, nothing } from 'lit';
import { icons } from '../icons';

/** How long the button shows the outcome of a click. */
const OUTCOME_MS = 2500;

type Outcome = 'copied' | 'refused';

/** A button that copies a link to what is on show. Where the clipboard refuses, the link is shown for copying by hand. */
export class CopyLink extends LitElement {
  static override properties = {
    link: { attribute: false },
    caveat: { attribute: false },
    outcome: { state: true },
  };
  /** The part of the address from `#` on. */
  declare link: () => string;
  /** What the link does not carry, shown once it was copied; empty where it carries everything. */
  declare caveat: string;
  declare private outcome: Outcome | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.link = () => location.hash;
    this.caveat = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #address(): string {
    const url = new URL(location.href);
    url.search = '';
    url.hash = this.link();
    return url.href;
  }

  readonly #copy = async (): Promise<void> => {
    clearTimeout(this.#timer);
    try {
      await navigator.clipboard.writeText(this.#address());
      this.outcome = 'copied';
      // A caveat takes longer to read.
      if (this.caveat === '') this.#timer = setTimeout(() => (this.outcome = undefined), OUTCOME_MS);
    } catch {
      // No permission, or a page without https, where there is no clipboard at all.
      this.outcome = 'refused';
      await this.updateComplete;
      this.querySelector('input')?.select();
    }
  };

  protected override render() {
    const { outcome, caveat } = this;
    return html`
      <button type="button" class="button" data-copy-link @click=${this.#copy}>
        ${outcome === 'copied' ? icons.check : icons.link} ${outcome === 'copied' ? 'Link copied' : 'Copy link'}
      </button>
      <span class="visually-hidden" role="status">${outcome === 'copied' ? 'Link copied.' : ''}</span>
      ${
        outcome === 'refused'
          ? html`<input class="link-text" readonly aria-label="The link, to copy by hand" .value=${this.#address()} />`
          : nothing
      }
      ${outcome !== undefined && caveat !== '' ? html`<p class="hint link-caveat" role="status">${caveat}</p>` : nothing}
    `;
  }
}

customElements.define('sg-copy-link', CopyLink);
