import type { Result } from '../../base';
import { fail } from '../../base';
import { MOST_ROWS } from '../../statistics';
import { formatBytes, formatCount } from '../../base';
import type { FractionCallback } from './columns';
import { readDelimited } from './read-delimited';
import { readJson } from './read-json';
import { readParquet } from './read-parquet';
import type { Table } from './table';

/** A text is held several times over while it is read; beyond this a tab runs out of memory. */
const MOST_BYTES = 300e6;
/** "PAR1", the first and last four bytes of every Parquet file. */
const PARQUET_MAGIC = 0x50415231;

/** Reads a table by its contents, not by its name. `onFraction` is not called for a file that is one JSON value. */
export async function readTable(file: File, onFraction?: FractionCallback): Promise<Result<Table>> {
  const { name, size } = file;
  if (size === 0) return fail('empty-file', `${name} is empty. Export the table again with its data.`);
  if (size > MOST_BYTES) {
    return fail(
      'too-large',
      `${name} has ${formatBytes(size)}; tables are read up to ${formatBytes(MOST_BYTES)}. Keep only the columns that matter, or write Parquet.`,
    );
  }
  const result = await read(file, onFraction);
  if (result.ok && result.value.rows > MOST_ROWS) {
    const rows = formatCount(result.value.rows);
    return fail('too-large', `${name} has ${rows} rows; up to ${formatCount(MOST_ROWS)} are taken. Give a part of it.`);
  }
  return result;
}

async function read(file: File, onFraction: FractionCallback | undefined): Promise<Result<Table>> {
  try {
    const first = new DataView(await file.slice(0, 4).arrayBuffer());
    if (first.byteLength === 4 && first.getUint32(0) === PARQUET_MAGIC) {
      return await readParquet(file.name, await file.arrayBuffer(), onFraction);
    }
    const text = await file.text();
    if (text.slice(0, 4096).includes('\u0000')) {
      return fail('unknown-container', `${file.name} is no text. Give CSV, TSV, JSON, JSONL or Parquet.`);
    }
    const read = /^\s*[[{]/.test(text.slice(0, 256)) ? readJson : readDelimited;
    return read(file.name, text, onFraction);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('unreadable-file', `${file.name} could not be read (${detail}). Choose it again.`);
  }
}
