import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { segmented } from '../../../shell/segmented';
import { keyName } from '../../../shell/shortcuts';
import type { Overlay } from './overlays';
import type { PlayerCommand } from './shortcuts';
import { PLAYER_SHORTCUTS } from './shortcuts';

export interface PlayerBarState {
  readonly playing: boolean;
  /** False while the file is not open, or cannot be played. */
  readonly canPlay: boolean;
  readonly overlay: Overlay;
  /** Number of worst sampled frames. */
  readonly worst: number;
  /** False where single-key shortcuts are disabled. The bar then shows none. */
  readonly singleKeys: boolean;
}

/** Icons on a 16 px grid, in the style of the page. */
const PATHS: Partial<Record<PlayerCommand, string>> = {
  play: 'M5 3.2l7.5 4.8L5 12.8z',
  'frame-back': 'M10 3.5L5.5 8l4.5 4.5M3.5 3.5v9',
  'frame-on': 'M6 3.5L10.5 8L6 12.5M12.5 3.5v9',
};
const PAUSE = 'M5.5 3.5v9M10.5 3.5v9';

/** Buttons for all commands of the keys. */
export function playerBar(state: PlayerBarState, run: (command: PlayerCommand) => void): TemplateResult {
  const { playing, canPlay, overlay, worst, singleKeys } = state;
  const hint = (words: string, key: string): string => (singleKeys ? `${words} (${key})` : words);
  return html`
    <div class="player-bar" role="toolbar" aria-label="Player">
      <span class="player-steps">
        ${step('frame-back', 'One frame back', PATHS['frame-back']!, state, run)}
        ${step('play', playing ? 'Pause' : 'Play', playing ? PAUSE : PATHS.play!, state, run, !canPlay)}
        ${step('frame-on', 'One frame on', PATHS['frame-on']!, state, run)}
      </span>
      <span class="player-steps">
        <button
          type="button"
          class="button small"
          aria-keyshortcuts=${singleKeys ? 'Shift+N' : nothing}
          @click=${() => run('previous-worst')}
        >
          Previous worst
        </button>
        <button
          type="button"
          class="button small"
          aria-keyshortcuts=${singleKeys ? 'N' : nothing}
          @click=${() => run('next-worst')}
        >
          Next worst${worst === 0 ? '' : ` (${worst})`}
        </button>
      </span>
      ${segmented<Overlay>({
        name: 'overlay',
        legend: 'Overlay',
        chosen: overlay,
        onChoose: (chosen) => run(commandFor(chosen, overlay)),
        segments: [
          { value: 'none', label: 'Picture', hint: 'The picture alone' },
          { value: 'patches', label: 'Patches', hint: hint('How patches differ from the last slow frame', 'h') },
          { value: 'occlusion', label: 'Attribution', hint: hint('Which regions change the score', 'a') },
        ],
      })}
    </div>
  `;
}

/** The command that selects an overlay. The command of the current overlay switches it off. */
function commandFor(chosen: Overlay, now: Overlay): PlayerCommand {
  const wanted = chosen === 'none' ? now : chosen;
  return wanted === 'patches' ? 'heat' : 'attribution';
}

function step(
  command: PlayerCommand,
  name: string,
  path: string,
  { singleKeys }: PlayerBarState,
  run: (command: PlayerCommand) => void,
  disabled = false,
): TemplateResult {
  const shortcut = PLAYER_SHORTCUTS.find((each) => each.command === command);
  const named = shortcut !== undefined && (singleKeys || shortcut.onPicture);
  const key = named ? keyName(shortcut.keys[0]!) : undefined;
  return html`
    <button
      type="button"
      class="icon-button"
      aria-label=${name}
      title=${key === undefined ? name : `${name} (${key})`}
      aria-keyshortcuts=${key ?? nothing}
      ?disabled=${disabled}
      @click=${() => run(command)}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${path} /></svg>
    </button>
  `;
}
