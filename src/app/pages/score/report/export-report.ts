import type { ScoreOutcome } from '../../../../scoring';
import { download, fileStem } from '../../../../charts';
import type { Item } from '../queue';

/** What is known of a file, as the command line writes it; undefined while nothing is. */
export function outcomeOf(item: Item): ScoreOutcome | undefined {
  if (item.report !== undefined) return item.report;
  return item.phase.kind === 'failed' ? { video: item.name, error: item.phase.error } : undefined;
}

/** One report as an object; several as the array that the command line writes, so that one reader serves both. */
export function reportJson(items: readonly Item[]): string {
  const outcomes = items.map(outcomeOf).filter((outcome) => outcome !== undefined);
  return `${JSON.stringify(items.length === 1 ? outcomes[0] : outcomes, undefined, 2)}\n`;
}

export function exportReport(item: Item): void {
  save([item], `${fileStem(item.name)}-scores.json`);
}

export function exportAll(items: readonly Item[]): void {
  save(items, 'slowglass-scores.json');
}

function save(items: readonly Item[], name: string): void {
  download(new File([reportJson(items)], name, { type: 'application/json' }));
}
