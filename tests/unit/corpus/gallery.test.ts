import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PhotoShelf } from '../../../src/corpus/content';
import { DISTORTION_TYPES } from '../../../src/corpus/distortions/index';
import { planExhibits } from '../../../src/corpus/gallery/exhibits';
import { writeGallery } from '../../../src/corpus/gallery/gallery';
import { contactSheet } from '../../../src/corpus/gallery/page';
import { rateClip } from '../../../src/corpus/judge';
import { makeClip } from '../../../src/corpus/make';
import { decodeFile } from '../../../src/corpus/native';
import { createPicture } from '../../../src/corpus/picture';
import { createPool } from '../../../src/corpus/raters';
import { SCENE_FAMILIES, sceneFamily } from '../../../src/corpus/scenes/index';
import { encodeJpeg } from '../../../src/media/encode-jpeg-node';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gallery-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the exhibits', () => {
  const exhibits = planExhibits(1, []);

  it('show every family clean and every distortion at rising levels', () => {
    for (const { id } of SCENE_FAMILIES) {
      const shown = exhibits.filter(({ group, name }) => group === 'family' && name === id);
      expect(shown.length).toBeGreaterThan(1);
      for (const { plan } of shown) expect(plan.distortions).toHaveLength(0);
    }
    for (const { id } of DISTORTION_TYPES) {
      const shown = exhibits.filter(({ group, name }) => group === 'distortionType' && name === id);
      const severities = shown.map(({ plan }) => plan.distortions[0]!.severity);
      expect(severities.length).toBeGreaterThan(1);
      expect(severities).toEqual([...severities].sort((a, b) => a - b));
    }
  });

  it('show distortions that need a subject on scenes with one', () => {
    const needy = new Set(DISTORTION_TYPES.filter(({ needs }) => needs === 'subject').map(({ id }) => id));
    for (const { name, plan } of exhibits) {
      if (!needy.has(name) || plan.source.kind !== 'scene') continue;
      expect(sceneFamily(plan.source.family).subject).toBe(true);
    }
  });
});

describe('a JPEG', () => {
  it('decodes to about the same picture', () => {
    // Odd sides: the last column and row of chroma cover one pixel.
    const picture = createPicture(47, 31);
    for (let p = 0; p < 47 * 31; p++) picture.data.set([(p % 47) * 5, Math.floor(p / 47) * 7, 90], p * 3);
    const file = join(folder, 'picture.jpg');
    writeFileSync(file, encodeJpeg(picture, 2));
    const back = decodeFile(file, 0, 1)!.frames[0]!;
    expect([back.width, back.height]).toEqual([47, 31]);
    const off = back.data.reduce((sum, value, i) => sum + Math.abs(value - picture.data[i]!), 0) / back.data.length;
    expect(off).toBeLessThan(4);
  });
});

describe('the contact sheet', () => {
  it('has pictures, scores, artifacts and places in one file', () => {
    const exhibit = planExhibits(1, []).find(({ name }) => name === 'local-collapse')!;
    const plan = { ...exhibit.plan, width: 96, height: 64, frames: 16, rate: 8 };
    const made = makeClip(plan, new PhotoShelf());
    expect(made.footage.frames).toHaveLength(16);
    const judged = rateClip(plan, made, createPool(1));
    const strip = Uint8Array.of(1, 2, 3);
    const html = contactSheet('A <corpus>', [{ exhibit, strip, speed: made.speed, ...judged }]);
    expect(html).toContain('A &lt;corpus>');
    expect(html).toContain('data:image/jpeg;base64,AQID');
    expect(html).toContain('local distortion and collapse');
    expect(html).toMatch(/Motion quality \d\.\d/);
    expect(html).toContain(judged.label.observations[0]!.region);
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
  });

  it('fails with a sentence where the content folder is missing, and can be cancelled', async () => {
    const file = join(folder, 'gallery.html');
    const missing = await writeGallery({ seed: 1, content: [join(folder, 'nowhere')], file });
    expect(missing.ok).toBe(false);
    expect(!missing.ok && missing.error.message).toContain('--content');
    const stopped = await writeGallery({ seed: 1, content: [], file, signal: AbortSignal.abort() });
    expect(!stopped.ok && stopped.error.code).toBe('cancelled');
    expect(() => readFileSync(file)).toThrow();
  });
});
