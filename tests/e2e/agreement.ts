import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeDeps } from '../../src/cli/platform';
import { scoreFiles } from '../../src/cli/score-files';
import type { ScoreOutcome, ScoreReport } from '../../src/scoring/report';
import { isFailure } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import type { Site } from './page-driver';
import { bytesOf, drop, fileOf, openSite } from './page-driver';

/** What the browser and Node may differ by, in score points. */
const TOLERANCE = 0.01;

/** For all files together, on a busy machine. */
const ALL_MS = 1_200_000;

/** Scores files of the data folder's `ingest` in Chromium and in Node, and expects the same reports. */
export function describeAgreement(files: readonly string[]): void {
  const data = dataFolder();
  const clips = data === undefined ? [] : files.map((file) => join(data, 'ingest', file));
  describe.skipIf(data === undefined)('browser and Node (skipped where the data folder is absent)', () => {
    let site: Site;
    let inNode: readonly ScoreOutcome[] = [];
    let inBrowser: readonly ScoreOutcome[] = [];
    beforeAll(async () => {
      const deps = nodeDeps({ gpu: false });
      site = await openSite();
      [inNode, inBrowser] = await Promise.all([scoreFiles(clips, {}, deps, { folder: '/' }), scoreOnPage(site, clips)]);
      await deps.judges.dispose();
    }, ALL_MS);
    afterAll(() => site.close());

    test.each(files.map((file, index) => ({ name: basename(file), index })))('agree on $name', ({ index }) => {
      const [node, browser] = [inNode[index]!, inBrowser[index]!];
      if (isFailure(node) || isFailure(browser)) throw new Error(JSON.stringify([node, browser]));
      expect(browser.sampling).toEqual(JSON.parse(JSON.stringify(node.sampling)));
      expect(labels(browser)).toEqual(labels(node));
      expect(browser.judge.sha256).toBe(node.judge.sha256);
      for (const [place, { id, score }] of node.dimensions.entries()) {
        const other = browser.dimensions[place]!;
        expect(other.id).toBe(id);
        if (score === null) expect(other.score).toBeNull();
        else expect(Math.abs(other.score! - score), id).toBeLessThanOrEqual(TOLERANCE);
      }
    });
  });
}

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
  return JSON.parse((await bytesOf(await saving)).toString()) as ScoreOutcome[];
}
