import { html, LitElement, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

type Katex = typeof import('katex').default;

let loading: Promise<Katex | undefined> | undefined;

/** KaTeX and its style sheet are loaded with the first formula. Without them the TeX source is shown. */
async function loadKatex(): Promise<Katex | undefined> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    ([katex]) => katex.default,
    () => undefined,
  );
  return loading;
}

const COPIED_MS = 2000;

/** A display formula, typeset from TeX, that can be copied as TeX. */
export class Formula extends LitElement {
  static override properties = {
    tex: {},
    katex: { state: true },
    copied: { state: true },
  };
  declare tex: string;
  declare private katex: Katex | undefined;
  declare private copied: 'no' | 'yes' | 'refused';

  constructor() {
    super();
    this.tex = '';
    this.copied = 'no';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadKatex().then((katex) => (this.katex = katex));
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.tex);
      this.copied = 'yes';
    } catch {
      // No permission, or an insecure context: the source is shown for copying by hand.
      this.copied = 'refused';
      return;
    }
    setTimeout(() => (this.copied = 'no'), COPIED_MS);
  };

  protected override render() {
    const { katex, tex, copied } = this;
    return html`
      <div class="formula">
        <div class="formula-set" tabindex="0" role="group" aria-label="Formula">
          ${
            katex === undefined
              ? html`<code>${tex}</code>`
              : unsafeHTML(katex.renderToString(tex, { displayMode: true, throwOnError: false }))
          }
        </div>
        <button
          type="button"
          class="button small formula-copy"
          aria-label="Copy the formula as LaTeX"
          @click=${this.#copy}
        >
          ${copied === 'yes' ? 'Copied' : 'LaTeX'}
        </button>
        ${copied === 'refused' ? html`<code class="formula-source">${tex}</code>` : nothing}
      </div>
    `;
  }
}

customElements.define('sg-formula', Formula);
