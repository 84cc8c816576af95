import { readDelimited } from '../../../../../src/app/tables/read-delimited';
import type { Table } from '../../../../../src/app/tables/table';

/** A table from the text of a CSV file. */
export function table(text: string): Table {
  const read = readDelimited('x.csv', text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
