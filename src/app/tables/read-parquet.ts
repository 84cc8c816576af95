import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Cell, FractionCallback } from './columns';
import { makeTable } from './columns';
import type { Table } from './table';

/** Reads a Parquet file without compression or with Snappy. The reader is loaded with the first such file. */
export async function readParquet(
  name: string,
  bytes: ArrayBuffer,
  onFraction?: FractionCallback,
): Promise<Result<Table>> {
  const { parquetMetadata, parquetReadObjects } = await import('hyparquet');
  try {
    const metadata = parquetMetadata(bytes);
    const records: Record<string, unknown>[] = [];
    // A writer divides long tables into groups of rows, which can be read one at a time.
    for (const { num_rows: rows } of metadata.row_groups) {
      onFraction?.(records.length / Math.max(1, Number(metadata.num_rows)));
      const [rowStart, rowEnd] = [records.length, records.length + Number(rows)];
      for (const record of await parquetReadObjects({ file: bytes, metadata, rowStart, rowEnd })) records.push(record);
    }
    const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
    if (names.length === 0) return fail('empty-file', `${name} holds no rows. Export the table again with its data.`);
    const cells = names.map((column) => records.map((record) => cellOf(record[column])));
    return ok(makeTable(name, names, cells));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('damaged-file', `${name} could not be read as Parquet (${detail}). Write it with Snappy, or as CSV.`);
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  return value instanceof Date ? value.toISOString() : null;
}
