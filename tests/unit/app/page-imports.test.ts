import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImports } from '../../../scripts/imports/read';

const APP = 'src/app';

/** Every import between files of the page, both ends as paths below src/app. */
const imports = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) =>
    readImports(name, readFileSync(join(APP, name), 'utf8'))
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier }) => ({ from: name, to: join(dirname(name), specifier) })),
  )
  .filter(({ to }) => !to.startsWith('..'));

const pageOf = (path: string): string | undefined => /^pages\/([a-z-]+)/.exec(path)?.[1];

describe('the imports of the page', () => {
  it('lead from the shell and the tables to no page', () => {
    const wrong = imports.filter(({ from, to }) => /^(shell|tables)\//.test(from) && pageOf(to) !== undefined);
    expect(wrong).toEqual([]);
  });

  it('lead from no page to another page', () => {
    const wrong = imports.filter(
      ({ from, to }) => pageOf(from) !== undefined && pageOf(to) !== undefined && pageOf(from) !== pageOf(to),
    );
    expect(wrong).toEqual([]);
  });

  it('lead from pages and shell to none of the files that put the page together', () => {
    const doors = ['shell', 'tables'];
    const wrong = imports.filter(({ from, to }) => from.includes('/') && !to.includes('/') && !doors.includes(to));
    expect(wrong).toEqual([]);
  });
});
