import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { icons } from '../shell/icons';

/** The place that says what to do. Dropping and pasting work on the whole page; this adds the click and the keyboard. */
export function dropZone(onFiles: (files: readonly File[]) => void): TemplateResult {
  const pick = (event: Event): void => {
    const zone = event.currentTarget as HTMLElement;
    zone.parentElement?.querySelector('input')?.click();
  };
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    onFiles([...(input.files ?? [])]);
    // Choosing the same file again must count as a change.
    input.value = '';
  };
  return html`
    <div class="drop-zone">
      <button type="button" class="drop-target" @click=${pick}>
        <span class="drop-icon">${icons.upload}</span>
        <span class="drop-title">Drop videos here</span>
        <span class="drop-hint">or press to choose, or paste. MP4, MOV, WebM, MKV</span>
      </button>
      <input
        type="file"
        multiple
        hidden
        tabindex="-1"
        accept="video/*,.mp4,.m4v,.mov,.webm,.mkv"
        aria-label="Video files"
        @change=${take}
      />
      <p class="privacy">${icons.lock}<span>Nothing leaves this machine.</span></p>
    </div>
  `;
}
