import { describe, expect, it } from 'vitest';
import { expectAllFrames } from '../fixtures/all-frames';
import { dataFolder } from '../fixtures/data';
import { ingestFacts } from '../fixtures/ingest';

const good = ingestFacts().filter(({ file }) => file.startsWith('good/'));

describe.skipIf(dataFolder() === undefined)('real files in Node (skipped where the data folder is absent)', () => {
  it('are in the data folder', () => expect(good.length).toBeGreaterThan(0));
  it.each(good)('all $frames frames of $file are decoded', expectAllFrames);
});
