import type { Item } from './queue';
import type { ScoreState } from './score-state';

/** Above this many new files, their number is announced instead of their names. */
const MOST_NAMED = 3;

/** What a screen reader announces when a file changes its state; undefined for changes that are not announced. */
export function announcement(before: ScoreState, after: ScoreState): string | undefined {
  if (after.items === before.items) return undefined;
  const earlier = new Map(before.items.map((item) => [item.id, item]));
  const newcomers = after.items.length - before.items.length;
  if (newcomers > MOST_NAMED) return `${newcomers} files are waiting.`;
  const sentences: string[] = [];
  for (const item of after.items) {
    const old = earlier.get(item.id);
    if (old === undefined) {
      if (item.phase.kind === 'queued') sentences.push(`${item.name} is waiting.`);
      continue;
    }
    // Not word by word: once when writing begins, and once when it ends.
    if (beginsToWrite(old, item)) sentences.push(`Writing the rationales for ${item.name}.`);
    if (old.phase.kind === item.phase.kind) continue;
    if (item.phase.kind === 'working') sentences.push(`Scoring ${item.name}.`);
    if (item.phase.kind === 'done') sentences.push(`${item.name} is scored${item.explain ? ' and explained' : ''}.`);
    if (item.phase.kind === 'cancelled') sentences.push(`${item.name} was cancelled.`);
    if (item.phase.kind === 'failed') sentences.push(`${item.name} could not be scored. ${item.phase.error.message}`);
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function beginsToWrite({ phase: before }: Item, { phase: after }: Item): boolean {
  if (before.kind !== 'working' || after.kind !== 'working') return false;
  return before.rationaleWords.length === 0 && after.rationaleWords.length > 0;
}
