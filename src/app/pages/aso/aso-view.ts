import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ShellAction, ShellState } from '../../shell/shell-state';
import type { Dispatch } from '../../shell/store';
import type { ScoredClip } from './scored-distributions';
import { scoredDistributions } from './scored-distributions';

let loading: Promise<unknown> | undefined;

/** The view of the explorer. It loads the explorer's code when first opened. `clips` are those of this visit. */
export function asoView(
  clips: readonly ScoredClip[],
  { notice }: ShellState,
  dispatch: Dispatch<ShellAction>,
): TemplateResult {
  loading ??= import('./explorer').catch(() => {
    dispatch({ kind: 'notice', notice: 'The explorer could not be loaded. Check the connection and reload the page.' });
  });
  return html`
    <main class="explorer-place" tabindex="-1">
      ${notice === undefined ? nothing : html`<p class="callout" role="alert">${notice}</p>`}
      ${guard(
        clips.map(({ report }) => report),
        () => html`<sg-aso-explorer .scored=${scoredDistributions(clips)}></sg-aso-explorer>`,
      )}
    </main>
  `;
}
