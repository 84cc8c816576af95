import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { yuvToRgb } from '../../../src/media/colour';
import { FAST_PIXELS, FAST_WIDTH, SLOW_WIDTH } from '../../../src/slowfast/tokens';
import type { PackedClip } from '../../../src/corpus/clip';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import { PhotoShelf } from '../../../src/corpus/content';
import type { ContentItem } from '../../../src/corpus/content';
import { FAST_SCALE, SLOW_SCALE, TOKEN_SCALE, fromFixed, toFixed } from '../../../src/corpus/fixed';
import { toI420 } from '../../../src/corpus/i420';
import { makeClip } from '../../../src/corpus/make';
import { fromI420 } from '../../../src/corpus/native';
import { samplesOf } from '../../../src/corpus/pack';
import type { ClipPlan } from '../../../src/corpus/plan';
import { numberIn, planClip, splitOf } from '../../../src/corpus/plan';
import { createPool } from '../../../src/corpus/raters';
import { recordClip } from '../../../src/corpus/record';
import { SCENE_FAMILIES } from '../../../src/corpus/scenes/index';
import { hasShard, openCorpus, writeShard } from '../../../src/corpus/store';

const small = (plan: ClipPlan): ClipPlan => ({ ...plan, width: 96, height: 64, frames: 16, rate: 8 });

/** Deep equality of long arrays is slow in the test runner; bytes are compared as bytes. */
const same = (a: ArrayBufferView, b: ArrayBufferView): boolean => Buffer.compare(bytes(a), bytes(b)) === 0;
const bytes = (view: ArrayBufferView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

async function pack(index: number): Promise<PackedClip> {
  const plan = small(planClip('test', index, []));
  return recordClip(plan, new PhotoShelf(), createPool('test'));
}

describe('a plan', () => {
  it('is a function of the seed and the number', () => {
    expect(planClip(7, 12, [])).toEqual(planClip(7, 12, []));
    expect(planClip(7, 12, [])).not.toEqual(planClip(8, 12, []));
  });

  it('has every content in one split, with splits of 80/10/10', () => {
    const items = Array.from({ length: 30 }, (_, i): ContentItem => {
      const split = (['train', 'validation', 'test'] as const)[i % 3]!;
      return { id: `item-${i}`, kind: i % 2 === 0 ? 'photo' : 'video', path: '', split };
    });
    const seen = new Map<string, string>();
    const counts = { train: 0, validation: 0, test: 0 };
    for (let index = 0; index < 600; index++) {
      const plan = planClip(1, index, items);
      counts[plan.split]++;
      const used = [plan.content];
      if (plan.source.kind === 'collage') used.push(...plan.source.others.map((item) => item.id));
      for (const content of used) {
        expect(seen.get(content) ?? plan.split).toBe(plan.split);
        seen.set(content, plan.split);
      }
    }
    expect(counts).toEqual({ train: 480, validation: 60, test: 60 });
    expect(splitOf(14)).toBe('validation');
  });

  it('numbers the clips of a split in order, without gaps', () => {
    for (const split of ['train', 'validation', 'test'] as const) {
      const wanted = Array.from({ length: 60 }, (_, number) => number).filter((number) => splitOf(number) === split);
      expect(wanted.map((_, n) => numberIn(split, n))).toEqual(wanted);
    }
  });

  it('has about a seventh of clean clips, and one to three distortions in the others', () => {
    const counts = Array.from({ length: 1_000 }, (_, index) => planClip(3, index, []).distortions.length);
    const clean = counts.filter((count) => count === 0).length;
    expect(clean).toBeGreaterThan(100);
    expect(clean).toBeLessThan(180);
    expect(Math.max(...counts)).toBe(3);
  });
});

describe('a scene', () => {
  it.each(SCENE_FAMILIES.map((family) => [family.id, family] as const))(
    '%s is deterministic and moves',
    (_, family) => {
      const build = () => family.build({ random: createRandom('scene'), width: 80, height: 60, seconds: 2, pace: 0.4 });
      const shot = (scene: ReturnType<typeof build>, t: number): Uint8Array => {
        const data = new Uint8Array(80 * 60 * 3);
        scene.paint(t, { width: 80, height: 60, data });
        return data;
      };
      const scene = build();
      const first = shot(scene, 0);
      const later = shot(scene, 1);
      expect(same(shot(build(), 1), later)).toBe(true);
      expect(same(shot(scene, 0), first)).toBe(true);
      expect(same(later, first)).toBe(false);
      expect(scene.speed(0.5)).toBeGreaterThan(0);
      expect(new Set(first).size).toBeGreaterThan(8);
    },
  );
});

describe('a clip', () => {
  it('has the same bytes from the same plan', async () => {
    for (const index of [1, 4, 11]) {
      const [one, two] = [await pack(index), await pack(index)];
      expect(two.label).toEqual(one.label);
      expect(same(two.fast, one.fast)).toBe(true);
      expect(same(two.slow, one.slow)).toBe(true);
      expect(two.clip).toEqual(one.clip);
    }
  });

  it('has ratings of every trained dimension', async () => {
    const { label } = await pack(2);
    for (const id of TRAINED_DIMENSIONS) {
      expect(label.dimensionRatings[id].mos).toBeGreaterThanOrEqual(1);
      expect(label.dimensionRatings[id].mos).toBeLessThanOrEqual(5);
    }
  });

  it('that was filmed larger has its own size and the same artifacts', () => {
    const plan = small(planClip('test', 4, []));
    const made = [1, 1.3].map((oversize) =>
      makeClip({ ...plan, augmentation: { ...plan.augmentation, oversize } }, new PhotoShelf()),
    );
    const [plain, shrunk] = made.map(({ footage: { width, height, frames }, tags }) => ({
      size: [width, height, frames.length, frames[0]!.length],
      tags: tags.map(({ tag }) => tag).sort(),
    }));
    expect(shrunk).toEqual(plain);
    expect(same(made[0]!.footage.frames[0]!, made[1]!.footage.frames[0]!)).toBe(false);
  });

  it('is sampled eight times per second, at the last frame at or before each instant', () => {
    const frames = Array.from({ length: 24 }, (_, i) => new Uint8Array(16 * 16 * 3).fill(i));
    const sampledFrames = [...samplesOf({ width: 16, height: 16, rate: 12, frames })];
    expect(sampledFrames).toHaveLength(16);
    expect(sampledFrames.map((m) => Math.round(m.frame.timestamp * 12)).slice(0, 5)).toEqual([0, 1, 3, 4, 6]);
    expect(sampledFrames[0]!.previous).toBeUndefined();
    expect(sampledFrames[2]!.beforePrevious?.timestamp).toBeCloseTo(1 / 12, 9);
    const slow = [...samplesOf({ width: 16, height: 16, rate: 4, frames: frames.slice(0, 4) })];
    expect(slow.map((m) => m.duplicate)).toEqual([false, true, false, true, false, true, false, true]);
  });
});

describe('colour', () => {
  it('is kept in I420 and back', () => {
    const flat = [
      [200, 40, 90],
      [16, 16, 16],
      [250, 250, 250],
      [10, 180, 60],
    ];
    for (const matrix of ['bt601', 'bt709'] as const) {
      expect(yuvToRgb({ matrix, fullRange: false }).yOffset).toBe(16);
      for (const colour of flat) {
        const rgb = Uint8Array.from({ length: 4 * 4 * 3 }, (_, i) => colour[i % 3]!);
        const back = new Uint8Array(rgb.length);
        fromI420(toI420(rgb, 4, 4, matrix), 4, 4, matrix, false, back);
        expect(Math.max(...rgb.map((value, i) => Math.abs(value - back[i]!)))).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe('fixed point', () => {
  it('returns tokens within half a step of each column', () => {
    const random = createRandom('fixed');
    const row = new Float32Array(FAST_WIDTH);
    for (let c = 0; c < FAST_WIDTH; c++) {
      row[c] = FAST_SCALE[c] === TOKEN_SCALE.colour ? random.next() : random.uniform(-7, 7);
    }
    row[FAST_PIXELS - 1] = -510;
    const fixed = toFixed(row, [0], FAST_WIDTH, FAST_SCALE);
    const back = new Float32Array(FAST_WIDTH);
    fromFixed(fixed, 0, FAST_WIDTH, FAST_SCALE, back, 0);
    const off = row.filter((value, c) => Math.abs(back[c]! - value) > 0.5 / FAST_SCALE[c]! + 1e-6);
    expect(off).toHaveLength(0);
    expect(SLOW_SCALE).toHaveLength(SLOW_WIDTH);
  });

  it('clips values out of range', () => {
    const row = new Float32Array(FAST_WIDTH).fill(1e6);
    expect(Math.min(...toFixed(row, [0], FAST_WIDTH, FAST_SCALE))).toBe(32_767);
  });
});

describe('the store', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('returns what was written, in any order', async () => {
    const clips = [await pack(0), await pack(1), await pack(2)];
    expect(hasShard(folder, 0)).toBe(false);
    writeShard(folder, 1, clips.slice(2));
    writeShard(folder, 0, clips.slice(0, 2));
    expect(hasShard(folder, 0)).toBe(true);
    const corpus = openCorpus(folder, { keep: true });
    expect(corpus.labels).toEqual(clips.map((clip) => clip.label));
    for (const i of [2, 0, 1, 2]) {
      const clip = corpus.clip(i);
      expect(same(clip.fast, clips[i]!.fast)).toBe(true);
      expect(same(clip.slow, clips[i]!.slow)).toBe(true);
      expect(clip.clip).toEqual(clips[i]!.clip);
    }
    expect(() => corpus.clip(3)).toThrow('the corpus has no clip 3');
    corpus.close();
  });

  it('has no clips without a folder', () => {
    expect(openCorpus(join(folder, 'nowhere')).labels).toHaveLength(0);
  });
});
