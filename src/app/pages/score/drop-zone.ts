import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Arrival } from './batch/arrival';
import { openedFolder, pickedFiles, pickedFolder } from './batch/arrival';
import { icons } from '../../shell/icons';
import { DROP_HINT, PRIVACY } from './copy';

/** Chooses files by click or keyboard. Dropping and pasting work on the whole page. */
export function dropZone(onArrival: (arrival: Arrival) => void): TemplateResult {
  return html`
    <div class="drop-zone">
      <button type="button" class="drop-target" @click=${pick('.pick-files')}>
        <span class="drop-icon">${icons.upload}</span>
        <span class="drop-title">Drop videos here</span>
        <span class="drop-hint">${DROP_HINT}</span>
      </button>
      <input
        class="pick-files"
        type="file"
        multiple
        hidden
        tabindex="-1"
        accept="video/*,.mp4,.m4v,.mov,.webm,.mkv,.csv,.tsv,.json"
        aria-label="Video files"
        @change=${take((files) => onArrival(pickedFiles(files)))}
      />
      ${window.showDirectoryPicker === undefined ? folderInput(onArrival) : nothing}
      <div class="drop-foot">
        <p class="privacy">${icons.lock}<span>${PRIVACY}</span></p>
        <button type="button" class="button small" @click=${chooseFolder(onArrival)}>Choose a folder</button>
      </div>
    </div>
  `;
}

/** For browsers that hand out a folder's files but no handle to it. */
function folderInput(onArrival: (arrival: Arrival) => void): TemplateResult {
  return html`<input
    class="pick-folder"
    type="file"
    webkitdirectory
    hidden
    tabindex="-1"
    aria-label="Folder of videos"
    @change=${take((files) => onArrival(pickedFolder(files)))}
  />`;
}

function pick(input: string): (event: Event) => void {
  return (event) => inputBeside(event, input)?.click();
}

function inputBeside(event: Event, input: string): HTMLInputElement | null | undefined {
  return (event.currentTarget as HTMLElement).closest('.drop-zone')?.querySelector<HTMLInputElement>(input);
}

function take(onFiles: (files: readonly File[]) => void): (event: Event) => void {
  return (event) => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Choosing the same file again must count as a change.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
}

/** With a handle where the browser gives one: it can be opened again after a reload. */
function chooseFolder(onArrival: (arrival: Arrival) => void): (event: Event) => void {
  return (event) => {
    if (window.showDirectoryPicker === undefined) {
      inputBeside(event, '.pick-folder')?.click();
      return;
    }
    // Rejects when the dialog is cancelled.
    void window
      .showDirectoryPicker({ id: 'videos' })
      .then(openedFolder)
      .then(onArrival, () => undefined);
  };
}
