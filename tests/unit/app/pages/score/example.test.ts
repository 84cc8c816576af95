import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { StoredExample } from '../../../../../src/app/pages/score/example';
import { exampleItem, exampleName } from '../../../../../src/app/pages/score/example';
import { FIRST_SAMPLE, SAMPLES } from '../../../../../src/app/pages/score/gallery/samples';
import { sampleItem } from '../../sample-report';

const open = (path: string): URL => new URL(`../../../../../public/${path}`, import.meta.url);
const read = (name: string): StoredExample =>
  JSON.parse(readFileSync(open(`samples/${name}.json`), 'utf8')) as StoredExample;
const sizeOf = (file: string): number => statSync(open(`samples/${file}`)).size;

/** Clip and pictures together; the first sample has three shots to show. */
const BUDGET_BYTES = 160_000;
const FIRST_BUDGET_BYTES = 400_000;

describe.each(SAMPLES)('the stored sample $name', ({ name, title }) => {
  const stored = read(name);

  it('holds a report that the published schema accepts', () => {
    const schema = JSON.parse(readFileSync(open('schema/score-report.v2.json'), 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(stored.report), JSON.stringify(validate.errors)).toBe(true);
  });

  it('was scored by the model that ships; `npm run sample -- --report-only` renews it', () => {
    const manifest = readFileSync(open('models/slowglass-mini/manifest.json'));
    expect(stored.report.judge.sha256).toBe(createHash('sha256').update(manifest).digest('hex'));
  });

  it('describes the clip and the pictures that lie beside it', () => {
    expect(stored.title).toBe(title);
    expect(sizeOf(stored.clip)).toBe(stored.bytes);
    expect(existsSync(open(`samples/${stored.sprite.file}`))).toBe(true);
    expect(existsSync(open(`samples/${name}.poster.webp`))).toBe(true);
    expect(stored.sprite.count).toBe(stored.report.slowfast.frames.length);
    expect(stored.sprite.count).toBeLessThanOrEqual(stored.sprite.columns * stored.sprite.rows);
  });

  it('is small, whole, and gives a reason for every score', () => {
    const budget = name === FIRST_SAMPLE ? FIRST_BUDGET_BYTES : BUDGET_BYTES;
    expect(stored.bytes + sizeOf(stored.sprite.file)).toBeLessThan(budget);
    expect(stored.report.sampling.framesDecoded).toBe(stored.report.sampling.framesExpected);
    for (const { score, rationale } of stored.report.dimensions) expect(rationale === undefined).toBe(score === null);
  });
});

describe('the stored samples', () => {
  it('are those of the gallery and nothing else', () => {
    const names = new Set(readdirSync(open('samples')).map((file) => file.replace(/\..*$/, '')));
    expect(names).toEqual(new Set(SAMPLES.map(({ name }) => name)));
  });

  it('begin with one that shows slow and fast frames', () => {
    expect(SAMPLES[0].name).toBe(FIRST_SAMPLE);
    const { slowfast } = read(FIRST_SAMPLE).report;
    expect(slowfast.slowFrames).toBeGreaterThan(1);
    expect(slowfast.fastFrames).toBeGreaterThan(1);
  });

  it('differ from files by their name', () => {
    const item = exampleItem('hills', read('hills'), (file) => `samples/${file}`);
    expect(exampleName(item)).toBe('hills');
    expect(exampleName(sampleItem())).toBeUndefined();
  });
});
