import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files with one JSON value per line (JSONL), for logs and rollouts. */

/**
 * Every complete line; none where there is no file. Text after the last line break was cut off when a process ended; a
 * resumed run writes it again.
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

/** Writes a temporary file and renames it, so that a killed process leaves the old file intact. */
export function writeLines(path: string, lines: readonly unknown[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, textOf(lines));
  renameSync(`${path}.partial`, path);
}

function textOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
