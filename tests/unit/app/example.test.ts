import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { StoredExample } from '../../../src/app/example';
import { EXAMPLE_NAME } from '../../../src/app/example';

const open = (path: string): URL => new URL(`../../../public/${path}`, import.meta.url);
const example = JSON.parse(readFileSync(open(`samples/${EXAMPLE_NAME}.json`), 'utf8')) as StoredExample;

describe('the example of the first load', () => {
  it('holds a report that the published schema accepts', () => {
    const schema = JSON.parse(readFileSync(open('schema/score-report.v1.json'), 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(example.report), JSON.stringify(validate.errors)).toBe(true);
  });

  it('was scored by the model that ships; `npm run sample -- --report-only` renews it', () => {
    const manifest = readFileSync(open('models/slowglass-mini/manifest.json'));
    expect(example.report.model.sha256).toBe(createHash('sha256').update(manifest).digest('hex'));
  });

  it('describes the clip and the pictures that lie beside it', () => {
    expect(statSync(open(`samples/${example.clip}`)).size).toBe(example.bytes);
    expect(example.bytes).toBeLessThan(400_000);
    expect(existsSync(open(`samples/${example.sprite.file}`))).toBe(true);
    expect(example.sprite.count).toBe(example.report.slowfast.frames.length);
    expect(example.sprite.count).toBeLessThanOrEqual(example.sprite.columns * example.sprite.rows);
  });

  it('teaches something: slow and fast frames, and a reason for every score', () => {
    expect(example.report.slowfast.slowFrames).toBeGreaterThan(1);
    expect(example.report.slowfast.fastFrames).toBeGreaterThan(1);
    for (const { score, rationale } of example.report.dimensions) expect(rationale === undefined).toBe(score === null);
  });
});
