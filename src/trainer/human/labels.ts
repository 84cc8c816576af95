import type { Result } from '../../base';
import { fail, ok } from '../../base';

/** One clip with human scores. */
export interface HumanLabel {
  /** As the table writes it: relative to the table's folder. */
  readonly file: string;
  /** Its generator. */
  readonly model: string;
  readonly scores: Readonly<Record<string, number>>;
}

/** Columns of human scores. */
export const TARGETS = ['static_quality', 'temporal_quality'] as const;

/** Reads a table with the columns file, model, static_quality and temporal_quality; other columns are ignored. */
export function parseLabels(csv: string): Result<readonly HumanLabel[]> {
  const [head, ...rows] = parseCsv(csv);
  const place = (name: string): number => head?.indexOf(name) ?? -1;
  const missing = ['file', 'model', ...TARGETS].find((name) => place(name) < 0);
  if (missing !== undefined) {
    return fail(
      'invalid-option',
      `The table of labels has no column ${missing}. Its first line must name file, model, ${TARGETS.join(', ')}.`,
    );
  }
  const labels: HumanLabel[] = [];
  for (const [index, row] of rows.entries()) {
    const scores = Object.fromEntries(TARGETS.map((name) => [name, Number(row[place(name)])]));
    const file = row[place('file')];
    const model = row[place('model')];
    if (file === undefined || model === undefined || !Object.values(scores).every(Number.isFinite)) {
      return fail('invalid-option', `Line ${index + 2} of the table of labels is not complete.`);
    }
    labels.push({ file, model, scores });
  }
  return ok(labels);
}

/** Comma-separated fields; quoted ones can contain commas, line ends and doubled quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(field);
    field = '';
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i]!;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(field);
      field = '';
    } else if (c === '\n') endRow();
    else if (c !== '\r') field += c;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}
