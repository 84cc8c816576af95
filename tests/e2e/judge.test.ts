import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ScoreReport } from '../../src/scoring/report';
import { outcomesOf, score } from './command-line';
import { SCORING_MS, drop, fileOf, openSite, savedBy, waitForState } from './page-driver';
import type { Site } from './page-driver';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A random-weight model (scripts/reference/vlm) in a folder as a user has it. */
const MODEL = fileURLToPath(new URL('../fixtures/vlm/qwen3-vl', import.meta.url));
const CLIP = fileURLToPath(new URL('../../public/samples/shake.mp4', import.meta.url));

let site: Site;
let folder = '';
beforeAll(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), 'judge-'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

async function chooseFolder(page: Page, path: string): Promise<void> {
  await page.getByTestId('judge').click();
  await page.getByLabel('Folder of the model').setInputFiles(path);
}

async function reportOf(page: Page): Promise<ScoreReport> {
  const { bytes } = await savedBy(page, () => page.getByRole('button', { name: 'JSON', exact: true }).click());
  return JSON.parse(bytes.toString('utf8')) as ScoreReport;
}

describe('the chooser of judges', () => {
  it('says of each judge what it is for and how far it agrees with people', async () => {
    const { page, errors } = await site.open();
    await page.getByTestId('judge').click();
    const sheet = page.getByRole('dialog', { name: 'Judge' });
    await sheet.waitFor();
    for (const text of [/generated video/, /3\.6 MB/, /n/, /0\.17/, /stay on this machine/]) {
      expect(await sheet.textContent()).toMatch(text);
    }
    await page.keyboard.press('Escape');
    expect(await sheet.isVisible()).toBe(false);
    expect(errors).toEqual([]);
  });

  it('loads a model from a folder, scores with it as Node does, and goes back', async () => {
    const { page, errors, requests } = await site.open();
    await chooseFolder(page, MODEL);
    const sheet = page.getByRole('dialog', { name: 'Judge' });
    await sheet.getByText(/qwen3_vl, fp32/).waitFor();
    expect(await sheet.textContent()).toMatch(/fp32\.\s+509\s+kB\s+will\s+be\s+loaded/);
    await sheet.getByRole('button', { name: 'Use qwen3-vl' }).click();
    expect(await page.getByTestId('judge').textContent()).toContain('qwen3-vl');

    // Two frames a second are enough to see the plumbing.
    await page.locator('details.options > summary').click();
    await page.locator('input[name=rate]').nth(1).check({ force: true });
    await drop(page, [fileOf(CLIP)]);
    await waitForState(page, 'shake.mp4', 'done');
    const report = await reportOf(page);
    expect(report.judge).toMatchObject({ kind: 'vlm', name: 'qwen3-vl', provider: 'wasm' });

    const json = join(folder, 'node.json');
    const run = await score(CLIP, '--judge', MODEL, '--fps', '2', '--json', json);
    expect(run.code, run.stderr).toBe(0);
    const [node] = (await outcomesOf(json)) as [ScoreReport];
    expect(report.judge.sha256).toBe(node.judge.sha256);
    expect(report.windows).toEqual(node.windows);
    for (const [place, { id, score: points }] of node.dimensions.entries()) {
      const shown = report.dimensions[place]!;
      expect(shown.id).toBe(id);
      if (points === null) expect(shown.score, id).toBeNull();
      else expect(Math.abs(shown.score! - points), id).toBeLessThan(0.01);
    }

    await page.getByTestId('judge').click();
    await sheet.getByRole('button', { name: 'Use the compact judge' }).click();
    await page.getByRole('button', { name: 'Score again' }).first().click();
    await expect
      .poll(async () => (await reportOf(page)).judge.kind, { timeout: SCORING_MS, interval: 1000 })
      .toBe('compact');
    expect(requests.filter((url) => !url.startsWith(site.address) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('refuses a folder without a model in a sentence, and keeps the compact judge', async () => {
    const { page, errors } = await site.open();
    await chooseFolder(page, fileURLToPath(new URL('../../shaders', import.meta.url)));
    await page
      .getByRole('alert')
      .getByText(/holds no config\.json/)
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('judge').textContent()).toContain('compact');
    expect(errors).toEqual([]);
  });
});
