import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeDeps } from '../../src/cli/platform';
import { scoreFiles } from '../../src/cli/score-files';
import type { ScoreOutcome, ScoreReport } from '../../src/scoring/report';
import { isFailure } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { drop, fileOf, openSite } from './page-driver';

/** What the browser and Node may differ by, in score points. */
const TOLERANCE = 0.01;

/** For all files together, on a busy machine. */
const ALL_MS = 900_000;

const data = dataFolder();
/** The two left out take minutes each; their codecs stand in the list by other files. */
const good =
  data === undefined
    ? []
    : readdirSync(join(data, 'ingest', 'good'))
        .filter((name) => !name.startsWith('ax_long_'))
        .map((name) => join(data, 'ingest', 'good', name));
const av1 = data === undefined ? [] : [join(data, 'ingest', 'odd', 'mp_tiny_av1.mp4')];
const clips = [...good, ...av1];

describe.skipIf(data === undefined)('browser and Node (skipped where the data folder is absent)', () => {
  let site: Site;
  let inNode: readonly ScoreOutcome[] = [];
  let inBrowser: readonly ScoreOutcome[] = [];
  beforeAll(async () => {
    const deps = nodeDeps({ gpu: false });
    site = await openSite();
    [inNode, inBrowser] = await Promise.all([scoreFiles(clips, {}, deps, { folder: '/' }), scoreOnPage(site, clips)]);
    await deps.judges.dispose();
  }, 1_200_000);
  afterAll(() => site.close());

  test.each(clips.map((path, index) => ({ name: basename(path), index })))('agree on $name', ({ index }) => {
    const [node, browser] = [inNode[index]!, inBrowser[index]!];
    if (isFailure(node) || isFailure(browser)) throw new Error(JSON.stringify([node, browser]));
    expect(browser.sampling).toEqual(JSON.parse(JSON.stringify(node.sampling)));
    expect(labels(browser)).toEqual(labels(node));
    expect(browser.model.sha256).toBe(node.model.sha256);
    for (const [place, { id, score }] of node.dimensions.entries()) {
      const other = browser.dimensions[place]!;
      expect(other.id).toBe(id);
      if (score === null) expect(other.score).toBeNull();
      else expect(Math.abs(other.score! - score), id).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});

function labels(report: ScoreReport): string[] {
  return report.slowfast.frames.map(({ pathway, timestamp }) => `${timestamp.toFixed(4)} ${pathway}`);
}

/** Drops all files at once and saves all reports, as a person would. */
async function scoreOnPage(site: Site, paths: readonly string[]): Promise<ScoreOutcome[]> {
  const { page } = await site.open();
  await page.locator('.report').waitFor();
  const files = paths.map(fileOf);
  await drop(page, files);
  // So many files make a table, of which only the rows in sight are drawn: the bar counts all of them.
  const count = `${files.length} of ${files.length} files`;
  await page.locator('.batch-facts').filter({ hasText: count }).waitFor({ timeout: ALL_MS });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: /Save all/ }).click();
  return JSON.parse(readFileSync(await (await saving).path(), 'utf8')) as ScoreOutcome[];
}
