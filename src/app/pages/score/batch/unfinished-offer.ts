import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../../../../base';
import type { Runner } from '../runner';
import type { ScoreDispatch, ScoreState } from '../score-state';
import { openedFolder } from './arrival';
import { mayRead } from './file-system-access';
import { takeIn } from './take-in';

/** Offers to resume the batch of an earlier visit, until files are added or the offer is declined. */
export function unfinishedOffer(
  { batch: { unfinished } }: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult | typeof nothing {
  if (unfinished === undefined) return nothing;
  const { total, ended, folder } = unfinished;
  const notNow = (): void => dispatch({ kind: 'batch', batch: { unfinished: undefined } });
  return html`
    <section class="unfinished" aria-label="Unfinished batch">
      <p>
        The last batch${folder === undefined ? nothing : html` from “${folder.name}”`} stopped at ${formatCount(ended)}
        of ${formatCount(total)} files.
        ${folder === undefined ? 'Drop the same files to resume: files that were scored are found in the saved results.' : nothing}
      </p>
      <div class="unfinished-actions">
        ${
          folder === undefined
            ? nothing
            : html`<button
                type="button"
                class="button small primary"
                @click=${() => void resume(folder, dispatch, runner)}
              >
                Resume batch
              </button>`
        }
        <button type="button" class="button small" @click=${notNow}>Not now</button>
      </div>
    </section>
  `;
}

async function resume(folder: FileSystemDirectoryHandle, dispatch: ScoreDispatch, runner: Runner): Promise<void> {
  try {
    if (await mayRead(folder)) takeIn(await openedFolder(folder), dispatch, runner);
    else showGone(folder, dispatch);
  } catch {
    showGone(folder, dispatch);
  }
}

function showGone({ name }: FileSystemDirectoryHandle, dispatch: ScoreDispatch): void {
  const notice = `The folder “${name}” could not be opened. Drop it again: files that were scored are found in the saved results.`;
  dispatch({ kind: 'notice', notice });
}
