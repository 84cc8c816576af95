import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ScoreReport } from '../../../scoring';
import type { ShellAction, ShellState } from '../../shell/shell-state';
import type { Dispatch } from '../../shell/store';

let loading: Promise<unknown> | undefined;

/** The view of the bench. It loads the bench's code when first opened. `reports` are those of this visit. */
export function evaluateView(
  reports: readonly ScoreReport[],
  { notice }: ShellState,
  dispatch: Dispatch<ShellAction>,
): TemplateResult {
  loading ??= import('./bench').catch(() => {
    dispatch({ kind: 'notice', notice: 'The bench could not be loaded. Check the connection and reload the page.' });
  });
  return html`
    <main class="evaluation-place" tabindex="-1">
      ${notice === undefined ? nothing : html`<p class="callout" role="alert">${notice}</p>`}
      ${guard([...reports], () => html`<sg-evaluation-bench .reports=${reports}></sg-evaluation-bench>`)}
    </main>
  `;
}

/** Passes dropped files to the open bench. False while its code is loading. */
export function addTables(page: ParentNode, files: readonly File[]): boolean {
  const bench = page.querySelector('sg-evaluation-bench');
  if (bench === null || !('add' in bench)) return false;
  (bench as HTMLElement & { add(files: readonly File[]): void }).add(files);
  return true;
}
