import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Action, PageState } from '../../state';
import { scoredDistributions } from './scored-distributions';

let loading: Promise<unknown> | undefined;

/** The explorer's place in the page. Its code comes when it is first opened: the scoring bench does not need it. */
export function asoView(state: PageState, dispatch: (action: Action) => void): TemplateResult {
  loading ??= import('./explorer').catch(() => {
    dispatch({ kind: 'notice', notice: 'The explorer could not be loaded. Check the connection and reload the page.' });
  });
  return html`
    <main class="explorer-place" tabindex="-1">
      ${state.notice === undefined ? nothing : html`<p class="callout" role="alert">${state.notice}</p>`}
      ${guard(
        [state.items],
        () => html`<sg-aso-explorer .scored=${scoredDistributions(state.items)}></sg-aso-explorer>`,
      )}
    </main>
  `;
}
