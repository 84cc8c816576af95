import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { ShownJudge } from './judge-slice';

/** Names the judge that scores, in the head of the page, and opens the dialog to choose another. */
export function judgeButton(judge: ShownJudge, onOpen: () => void): TemplateResult {
  const name = judge.kind === 'compact' ? 'compact' : judge.name;
  return html`
    <button
      type="button"
      class="button judge-button"
      data-testid="judge"
      aria-haspopup="dialog"
      title="What scores the clips, and how far to trust it"
      @click=${onOpen}
    >
      Judge: <span class="judge-name">${name}</span>
    </button>
  `;
}
