import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Action, PageState } from '../../state';

let loading: Promise<unknown> | undefined;

/** The bench's place in the page. Its code comes when it is first opened: the scorer does not need it. */
export function evaluateView(state: PageState, dispatch: (action: Action) => void): TemplateResult {
  loading ??= import('./bench').catch(() => {
    dispatch({ kind: 'notice', notice: 'The bench could not be loaded. Check the connection and reload the page.' });
  });
  return html`
    <main class="evaluation-place" tabindex="-1">
      ${state.notice === undefined ? nothing : html`<p class="callout" role="alert">${state.notice}</p>`}
      ${guard([state.items], () => {
        const reports = state.items.flatMap(({ report }) => (report === undefined ? [] : [report]));
        return html`<sg-evaluation-bench .reports=${reports}></sg-evaluation-bench>`;
      })}
    </main>
  `;
}

/** Hands dropped files to the open bench; false while its code is still on the way. */
export function addTables(page: ParentNode, files: readonly File[]): boolean {
  const bench = page.querySelector('sg-evaluation-bench');
  if (bench === null || !('add' in bench)) return false;
  (bench as HTMLElement & { add(files: readonly File[]): void }).add(files);
  return true;
}
