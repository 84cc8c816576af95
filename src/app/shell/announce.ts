import type { PageState } from '../state';

/** What a screen reader says when a file changes its state; undefined where nothing is worth an interruption. */
export function announcement(before: PageState, after: PageState): string | undefined {
  const sentences: string[] = [];
  for (const item of after.items) {
    const old = before.items.find(({ id }) => id === item.id);
    if (old === undefined) {
      if (item.phase.kind === 'queued') sentences.push(`${item.name} is waiting.`);
      continue;
    }
    if (old.phase.kind === item.phase.kind) continue;
    if (item.phase.kind === 'working') sentences.push(`Scoring ${item.name}.`);
    if (item.phase.kind === 'done') sentences.push(`${item.name} is scored.`);
    if (item.phase.kind === 'cancelled') sentences.push(`${item.name} was cancelled.`);
    if (item.phase.kind === 'failed') sentences.push(`${item.name} could not be scored. ${item.phase.error.message}`);
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
