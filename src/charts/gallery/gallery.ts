import '../chart-frame';
import { html, LitElement } from 'lit';
import { EXAMPLES } from './examples';

/** Every chart with example data, each under the name of its file. */
export class ChartGallery extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return Object.entries(EXAMPLES).map(
      ([name, make]) => html`
        <section class="panel" aria-labelledby="example-${name}">
          <h2 id="example-${name}">${name}</h2>
          <sg-chart .chart=${make()}></sg-chart>
        </section>
      `,
    );
  }
}

customElements.define('sg-chart-gallery', ChartGallery);
