import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipPrompts } from '../../../src/cli/clip-prompts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompts-'));
  const rows = [
    'file,prompt',
    'a/clip.mp4,A fox.',
    'b/clip.mp4,A boat.',
    'a/one.mp4,"A lake, at night."',
    'blank.mp4,',
  ];
  await writeFile(join(folder, 'prompts.csv'), rows.join('\n'));
  await writeFile(join(folder, 'blank.txt'), ' A hill. \n');
});
afterAll(() => rm(folder, { recursive: true }));

async function promptsOf(options: { prompt?: string; table?: string }) {
  const found = await clipPrompts({ ...options, folder });
  if (!found.ok) throw new Error(found.error.message);
  return async (file: string) => (await found.value(file))?.text;
}

describe('the prompt of a clip on the command line', () => {
  it('is found by path, and by name alone where the name is unambiguous', async () => {
    const promptOf = await promptsOf({ table: 'prompts.csv' });
    expect(await promptOf('a/clip.mp4')).toBe('A fox.');
    expect(await promptOf('b/clip.mp4')).toBe('A boat.');
    expect(await promptOf('elsewhere/one.mp4')).toBe('A lake, at night.');
    expect(await promptOf('elsewhere/clip.mp4')).toBeUndefined();
  });

  it('is that of a text file where the table has none', async () => {
    expect(await (await promptsOf({ table: 'prompts.csv' }))('blank.mp4')).toBe('A hill.');
    expect(await (await promptsOf({}))('other.mp4')).toBeUndefined();
  });

  it('is the typed one for every clip', async () => {
    expect(await (await promptsOf({ prompt: 'A road.' }))('blank.mp4')).toBe('A road.');
  });
});
