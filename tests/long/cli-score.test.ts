import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { expectWholeReports } from '../e2e/command-line';
import { dataFolder } from '../fixtures/data';
import { shortFiles } from '../fixtures/ingest';

const data = dataFolder();
let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'score-'))));
afterAll(() => rm(folder, { recursive: true }));

test.skipIf(data === undefined)(
  'all short good files are scored, schema-valid, with their frames counted (skipped where the data folder is absent)',
  () =>
    expectWholeReports(
      shortFiles().map((file) => join(data!, 'ingest', file)),
      join(folder, 'good.json'),
    ),
);
