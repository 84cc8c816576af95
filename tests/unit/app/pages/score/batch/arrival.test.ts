import { describe, expect, it, vi } from 'vitest';
import { openedFolder, pickedFiles } from '../../../../../../src/app/pages/score/batch/arrival';
import { readEntry } from '../../../../../../src/app/pages/score/batch/read-folder';
import { takeIn } from '../../../../../../src/app/pages/score/batch/take-in';
import type { Runner } from '../../../../../../src/app/pages/score/runner';
import type { ScoreAction } from '../../../../../../src/app/pages/score/score-state';

/** A folder as nested records; a file is its content. */
interface Tree {
  readonly [name: string]: Tree | string;
}

function handleOf(name: string, tree: Tree): FileSystemDirectoryHandle {
  const children = Object.entries(tree).map(([child, content]) =>
    typeof content === 'string'
      ? { kind: 'file', name: child, getFile: () => Promise.resolve(new File([content], child)) }
      : handleOf(child, content),
  );
  const values = async function* () {
    await Promise.resolve();
    yield* children;
  };
  return { kind: 'directory', name, values } as unknown as FileSystemDirectoryHandle;
}

/** The older interface, which hands out two entries at a time here. */
function entryOf(name: string, tree: Tree): FileSystemEntry {
  const children = Object.entries(tree).map(([child, content]) =>
    typeof content === 'string'
      ? { isDirectory: false, name: child, file: (give: FileCallback) => give(new File([content], child)) }
      : entryOf(child, content),
  );
  const createReader = () => {
    const rest = [...children];
    return { readEntries: (give: (some: unknown[]) => void) => give(rest.splice(0, 2)) };
  };
  return { isDirectory: true, name, createReader } as unknown as FileSystemEntry;
}

const TREE: Tree = {
  'clip 10.mp4': 'a',
  'clip 2.webm': 'b',
  '._clip 2.webm': 'metadata of macOS',
  'notes.txt': 'c',
  'scores.csv': 'file,mos\nclip 2,3\n',
  more: { 'clip 1.MOV': 'd', deep: { 'x.mkv': 'e' } },
};

describe('a folder', () => {
  it('brings its videos and tables under their paths, in the order people count', async () => {
    const { files, leftOut, folder } = await openedFolder(handleOf('set', TREE));
    expect(files.map(({ name }) => name)).toEqual([
      'clip 2.webm',
      'clip 10.mp4',
      'more/clip 1.MOV',
      'more/deep/x.mkv',
      'scores.csv',
    ]);
    expect(leftOut).toBe(1);
    expect(folder?.name).toBe('set');
  });

  it('returns the same through the older interface, with few entries per call', async () => {
    const names = (await readEntry(entryOf('set', TREE))).map(({ name }) => name);
    expect(names).toEqual([
      'clip 2.webm',
      'clip 10.mp4',
      'more/clip 1.MOV',
      'more/deep/x.mkv',
      'notes.txt',
      'scores.csv',
    ]);
  });
});

describe('what came in', () => {
  function taken(arrival: Parameters<typeof takeIn>[0]) {
    const actions: ScoreAction[] = [];
    const add = vi.fn();
    takeIn(arrival, (action) => actions.push(action), { add } as unknown as Runner);
    const notice = actions.flatMap((action) => (action.kind === 'notice' ? [action.notice] : []))[0];
    return { actions, names: (add.mock.calls[0]?.[1] ?? []) as string[], notice };
  }

  it('adds videos to the queue and tables as human scores, with a notice of what was left out', async () => {
    const { actions, names, notice } = taken(await openedFolder(handleOf('set', TREE)));
    expect(names).toHaveLength(4);
    expect(actions).toContainEqual({ kind: 'batch', batch: { humanScores: [expect.any(File)] } });
    expect(notice).toMatch(/^1 other file was left out/);
  });

  it('gets a notice where a folder has no video', async () => {
    expect(taken(await openedFolder(handleOf('set', { 'a.txt': '' }))).notice).toMatch(/No video was found in “set”/);
  });

  it('is queued with any name when it was chosen', () => {
    const { names, notice } = taken(pickedFiles([new File([''], 'letter.txt')]));
    expect(names).toEqual(['letter.txt']);
    expect(notice).toBeUndefined();
  });
});
