import type { Result } from '../../../../base';
import { fail, ok } from '../../../../base';
import type { ScoreReport } from '../../../../scoring';
import { csvText } from '../../../../base';
import { guessRoles } from '../../../tables/roles';
import { scoredTable } from '../../../tables/scored-table';
import { readTable } from '../../../tables/read-table';
import type { Column, Table } from '../../../tables/table';
import { textAt } from '../../../tables/table';

/** The word by which the evaluation page recognises a column of ratings. */
const HUMAN = 'mos';
const OURS = 'slowglass';
const KEY = 'video';

/**
 * Makes the tables that the evaluation page joins: the human scores and the scores of this page, under one key `video`.
 * A clip is found by its path, its name or its name without extension, case-insensitive. A name that two clips share
 * matches neither.
 */
export async function joinedTables(
  reports: readonly ScoreReport[],
  files: readonly File[],
): Promise<Result<readonly File[]>> {
  const clips = clipsByName(reports.map(({ video }) => video));
  const tables: File[] = [];
  for (const file of files) {
    const read = await readTable(file);
    if (!read.ok) return read;
    const key = keyColumn(read.value, clips);
    if (key === undefined) {
      return fail(
        'invalid-option',
        `No column of ${file.name} names the videos that are scored here. Give one with their file names.`,
      );
    }
    tables.push(asFile(file.name, withKey(read.value, key, clips)));
  }
  const scores = scoredTable(reports);
  return ok([...tables, asFile('scores of this page.csv', { ...scores, columns: scores.columns.map(ours) })]);
}

/** Maps each possible spelling of a clip in a table to its name on this page. */
export function clipsByName(names: readonly string[]): ReadonlyMap<string, string> {
  const clips = new Map<string, string>();
  const shared = new Set<string>();
  for (const name of new Set(names)) {
    for (const alias of new Set(aliases(name))) {
      if (clips.has(alias)) shared.add(alias);
      clips.set(alias, name);
    }
  }
  for (const alias of shared) clips.delete(alias);
  return clips;
}

function aliases(text: string): readonly string[] {
  const path = text.trim().toLowerCase().replaceAll('\\', '/');
  const base = path.slice(path.lastIndexOf('/') + 1);
  return [path, base, base.replace(/\.[a-z0-9]{2,4}$/, '')];
}

/** The clip that a cell names: by its whole text first, then by shorter parts of its path. */
function clipOf(text: string, clips: ReadonlyMap<string, string>): string | undefined {
  return text.trim() === ''
    ? undefined
    : aliases(text)
        .map((alias) => clips.get(alias))
        .find((name) => name !== undefined);
}

function keyColumn(table: Table, clips: ReadonlyMap<string, string>): Column | undefined {
  const counted = table.columns.map((column) => {
    const found = Array.from({ length: table.rows }, (_, row) => clipOf(textAt(column, row), clips));
    return { column, matched: new Set(found.filter((name) => name !== undefined)).size };
  });
  const best = counted.sort((a, b) => b.matched - a.matched)[0];
  return best === undefined || best.matched === 0 ? undefined : best.column;
}

/** The table with the clip names of this page, and with rating columns named as such. */
function withKey(table: Table, key: Column, clips: ReadonlyMap<string, string>): Table {
  const texts = Array.from({ length: table.rows }, (_, row) => {
    const text = textAt(key, row);
    return clipOf(text, clips) ?? text;
  });
  const rest = table.columns.filter((column) => column !== key);
  const roles = guessRoles({ ...table, columns: rest });
  // Where no column is named as a rating, every score in a table of human scores is one.
  const unsaid = rest.every(({ name }) => roles[name]?.kind !== 'human' || isBare(name, roles[name].dimension));
  const named = rest.map((column) => {
    const role = roles[column.name]?.kind;
    const rating = unsaid && (role === 'human' || role === 'prediction');
    const name = rating ? `${column.name} ${HUMAN}` : column.name;
    return { ...column, name: name === KEY ? `${name} of ${table.name}` : name };
  });
  return { ...table, columns: [{ name: KEY, kind: 'text', texts }, ...named] };
}

/** True where the name is only a dimension, without a word such as `mos`. */
function isBare(name: string, dimension: string): boolean {
  const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters(name) === letters(dimension);
}

function ours(column: Column): Column {
  return column.name === KEY ? column : { ...column, name: `${column.name} ${OURS}` };
}

function asFile(name: string, { columns, rows }: Table): File {
  const lines = Array.from({ length: rows }, (_, row) => columns.map((column) => textAt(column, row)));
  const text = csvText([columns.map((column) => column.name), ...lines.map((cells) => cells.map(numberOrText))]);
  return new File([text], name.replace(/\.[a-z]+$/i, '.csv'), { type: 'text/csv' });
}

/** A negative score is a number, not a formula. */
function numberOrText(cell: string): string | number {
  return cell !== '' && String(Number(cell)) === cell ? Number(cell) : cell;
}
