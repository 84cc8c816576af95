import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { csvParse } from 'd3';
import type { Result } from '../base';
import { fail, ok } from '../base';
import type { ClipPrompt } from '../scoring';

/** Finds the prompt of a clip before the clip's own tags are asked. */
export type PromptOf = (file: string) => Promise<ClipPrompt | undefined>;

export interface PromptOptions {
  /** One prompt for all clips. */
  readonly prompt?: string | undefined;
  /** Path of a table with the columns `file` and `prompt`. */
  readonly table?: string | undefined;
  /** Where relative paths start. */
  readonly folder: string;
}

/** A typed prompt comes first, then the table's, then that of a text file beside the clip (`clip.txt` for `clip.mp4`). */
export async function clipPrompts({ prompt, table, folder }: PromptOptions): Promise<Result<PromptOf>> {
  if (prompt !== undefined) return ok(() => Promise.resolve({ text: prompt, source: 'typed' }));
  const rows = table === undefined ? ok(undefined) : await readTable(resolve(folder, table));
  if (!rows.ok) return rows;
  return ok(async (file) => {
    const inTable = rows.value?.byPath.get(file) ?? rows.value?.byName.get(basename(file));
    if (inTable !== undefined) return { text: inTable, source: 'table' };
    const text = await textBeside(resolve(folder, file));
    return text === undefined ? undefined : { text, source: 'text-file' };
  });
}

interface PromptTable {
  readonly byPath: ReadonlyMap<string, string>;
  /** By the file's name alone, where all rows of that name have one prompt. */
  readonly byName: ReadonlyMap<string, string>;
}

async function readTable(path: string): Promise<Result<PromptTable>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return fail('unreadable-file', `The prompts could not be read from ${path} (${String(error)}). Check the path.`);
  }
  const rows = csvParse(text.replace(/^\uFEFF/, ''));
  if (!rows.columns.includes('file') || !rows.columns.includes('prompt')) {
    return fail(
      'invalid-option',
      `${path} has the columns ${rows.columns.join(', ')}; it needs "file" and "prompt". Rename them.`,
    );
  }
  const byPath = new Map<string, string>();
  for (const { file = '', prompt = '' } of rows) {
    if (file.trim() !== '' && prompt.trim() !== '') byPath.set(file.trim(), prompt.trim());
  }
  return ok({ byPath, byName: uniqueByName(byPath) });
}

/** Clips of one name in two folders may have two prompts; which is meant then needs the path. */
function uniqueByName(byPath: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [path, prompt] of byPath) {
    const name = basename(path);
    if ((byName.get(name) ?? prompt) !== prompt) ambiguous.add(name);
    byName.set(name, prompt);
  }
  for (const name of ambiguous) byName.delete(name);
  return byName;
}

async function textBeside(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file.replace(/\.[^./\\]+$/, '.txt'), 'utf8');
    return text.trim() === '' ? undefined : text.trim();
  } catch {
    // Most clips have none.
    return undefined;
  }
}
