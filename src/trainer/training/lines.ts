import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files of one JSON value a line (JSONL), as logs and rollouts are kept. */

/**
 * Every whole line; none where there is no file. What follows the last line break was cut off when a process ended, and
 * whoever resumes writes it again.
 */
export function readLines<Line>(path: string): Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
}

export function appendLines(path: string, lines: readonly unknown[]): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, textOf(lines));
}

/** Written beside and then renamed, so that a process killed meanwhile leaves the old file whole. */
export function writeLines(path: string, lines: readonly unknown[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, textOf(lines));
  renameSync(`${path}.partial`, path);
}

function textOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
