import { describe, expect, it } from 'vitest';
import {
  distortionRows,
  savedRobustness,
  largestChange,
  monotony,
  versionRows,
} from '../../../src/trainer/evaluation/robustness';
import { countedFrom, endingAt, framesOf, openFrames } from '../../../scripts/robustness/frames';
import { LANCZOS, TRIANGLE, resizePlane } from '../../../scripts/robustness/resize';
import { CHECKED_DISTORTIONS, dimensionOf } from '../../../scripts/robustness/severities';
import { reencoded } from '../../../scripts/robustness/versions';
import { nodePlatform } from '../../../src/media/decode-node';
import type { PlanarFrame } from '../../../src/media/frame';
import { openVideo } from '../../../src/media/open';
import type { OpenVideo } from '../../../src/media/video';
import { distortionType } from '../../../src/corpus/distortions/index';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';

const change = (clip: string, version: string, after: number) => ({
  clip,
  version,
  before: { still: 3, moved: 2 },
  after: { still: 3, moved: after },
});

describe('a version of a clip', () => {
  it('counts by the dimension that moved most, in either direction', () => {
    expect(largestChange(change('a', 'v', 1.5))).toEqual({ dimension: 'moved', change: 0.5 });
    expect(largestChange(change('a', 'v', Number.NaN)).change).toBeNaN();
  });

  it('has a row with the mean over clips and the largest change', () => {
    const rows = versionRows([change('a', 'v', 2.1), change('b', 'v', 1.7), change('a', 'w', 2)]);
    expect(rows.map(({ version, clips }) => [version, clips])).toEqual([
      ['v', 2],
      ['w', 1],
    ]);
    expect(rows[0]!.mean).toBeCloseTo(0.2, 12);
    expect(rows[0]!.largest).toMatchObject({ clip: 'b', dimension: 'moved' });
  });
});

describe('a rising distortion', () => {
  const growth = (scores: readonly number[]) => ({
    clip: 'a',
    distortionType: 'blur',
    dimension: 'clarity-quality',
    severities: [0.2, 0.4, 0.6, 0.8, 1],
    scores,
  });

  it('has tau 1 where every step lowers the score, -1 where every step raises it, and 0 without a change', () => {
    expect(monotony(growth([5, 4, 3, 2, 1]))).toBeCloseTo(1, 12);
    expect(monotony(growth([1, 2, 3, 4, 5]))).toBeCloseTo(-1, 12);
    expect(monotony(growth([3, 3, 3, 3, 3]))).toBe(0);
    // One pair of ten is the wrong way round.
    expect(monotony(growth([5, 4, 3, 1, 2]))).toBeCloseTo(0.8, 12);
  });

  it('has a row with mean and lowest tau and the loss from first to last', () => {
    const [row] = distortionRows([growth([5, 4, 3, 2, 1]), growth([5, 4, 3, 1, 2])]);
    expect(row).toMatchObject({ distortionType: 'blur', clips: 2, loss: 3.5 });
    expect(row!.tau).toBeCloseTo(0.9, 12);
    expect(row!.lowest).toBeCloseTo(0.8, 12);
  });

  it('is one of the corpus, with the dimension that it lowers most', () => {
    for (const id of CHECKED_DISTORTIONS) {
      expect(distortionType(id).id).toBe(id);
      expect(TRAINED_DIMENSIONS).toContain(dimensionOf(id));
    }
    expect(dimensionOf('blur')).toBe('clarity-quality');
  });
});

describe('re-encoded frames', () => {
  it.each([
    { matrix: 'bt601', fullRange: true },
    { matrix: 'bt709', fullRange: false },
  ] as const)('are shown in the same colours: $matrix, full range $fullRange', async (colour) => {
    const [width, height] = [64, 48];
    const slope = (side: number, size: number): Uint8Array =>
      Uint8Array.from({ length: size }, (_, at) => 40 + Math.round((160 * (at % side)) / side));
    const frames = Array.from({ length: 12 }, (_, index): PlanarFrame => {
      const chroma = slope(width / 2, (width * height) / 4);
      return { width, height, y: slope(width, width * height), u: chroma, v: chroma, colour, timestamp: index / 12 };
    });
    const opened = await openVideo(await reencoded(frames, 12), { platform: nodePlatform });
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.info.colour).toEqual(colour);
    const again = await framesOf(opened.value, 1);
    expect(again).toHaveLength(frames.length);
    for (const plane of ['y', 'u', 'v'] as const) {
      const off = again[5]![plane].map((value, at) => Math.abs(value - frames[5]![plane][at]!));
      expect(Math.max(...off), plane).toBeLessThanOrEqual(4);
    }
  });
});

describe('a resized plane', () => {
  it.each([
    ['a triangle', TRIANGLE],
    ['a Lanczos', LANCZOS],
  ] as const)('keeps what is flat flat and a slope a slope, away from the edges: %s filter', (_, filter) => {
    const flat = resizePlane(new Uint8Array(100).fill(77), 10, 10, 9, 11, filter);
    expect([...flat]).toEqual(new Array<number>(99).fill(77));
    const slope = Uint8Array.from({ length: 400 }, (_, at) => 10 * (at % 20));
    const half = resizePlane(slope, 20, 20, 10, 20, filter);
    for (let x = filter.radius; x < 10 - filter.radius; x++) expect(half[x]).toBeCloseTo(20 * x + 5, -0.5);
  });

  it('keeps fine detail with a Lanczos filter and softens it with a triangle filter', () => {
    const wave = Uint8Array.from({ length: 300 }, (_, x) => Math.round(128 + 80 * Math.sin((2 * Math.PI * x) / 3)));
    const [lanczos, triangle] = [LANCZOS, TRIANGLE].map((filter) => spread(resizePlane(wave, 300, 1, 330, 1, filter)));
    expect(lanczos).toBeGreaterThan(0.9 * spread(wave));
    expect(triangle).toBeLessThan(0.75 * spread(wave));
  });

  it('is clamped where a Lanczos filter overshoots', () => {
    const edge = Uint8Array.from({ length: 40 }, (_, x) => (x < 20 ? 0 : 255));
    const larger = [...resizePlane(edge, 40, 1, 44, 1, LANCZOS)];
    expect(Math.max(...larger.slice(0, 20))).toBeLessThan(30);
    expect(Math.min(...larger.slice(24))).toBeGreaterThan(225);
  });
});

/** Standard deviation. */
function spread(values: Uint8Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('frames in memory', () => {
  const frames = Array.from({ length: 30 }, (_, index): PlanarFrame => {
    const grey = (size: number): Uint8Array => new Uint8Array(size).fill(index);
    const colour = { matrix: 'bt601', fullRange: false } as const;
    return { width: 4, height: 2, y: grey(8), u: grey(2), v: grey(2), colour, timestamp: index / 10 };
  });

  it('are sampled like a video: the last frame at or before each instant, and the two before it', async () => {
    const seen: (number | undefined)[][] = [];
    for await (const sample of openFrames(frames).sampledFrames({ ratePerSecond: 4 })) {
      if (!sample.ok) throw new Error(sample.error.message);
      const { frame, previous, beforePrevious } = sample.value;
      seen.push([frame, previous, beforePrevious].map((each) => each?.y[0]));
    }
    expect(seen).toHaveLength(12);
    expect(seen[0]).toEqual([0, undefined, undefined]);
    expect(seen[3]).toEqual([7, 6, 5]);
  });

  it('end at the given time and can be read one by one', async () => {
    const video = endingAt(openFrames(frames), 1);
    let last = -1;
    for await (const sample of video.sampledFrames({ ratePerSecond: 8 })) if (sample.ok) last = sample.value.instant;
    expect(last).toBe(7 / 8);
    expect((await framesOf(openFrames(frames), 2)).map(({ y }) => y[0])).toEqual(frames.slice(0, 20).map((_, i) => i));
  });

  it('are the same frames where sampled frames are counted from another number', async () => {
    const samplesOf = async (video: OpenVideo) => {
      const sampledFrames = [];
      for await (const sample of video.sampledFrames({ ratePerSecond: 4 }))
        if (sample.ok) sampledFrames.push(sample.value);
      return sampledFrames;
    };
    const plain = await samplesOf(openFrames(frames));
    const counted = await samplesOf(countedFrom(openFrames(frames), 101));
    expect(counted).toEqual(plain.map((sample) => ({ ...sample, index: sample.index + 101 })));
  });
});

describe('a saved run', () => {
  const changes = [change('a', 'v', 2.1), change('b', 'v', 1.7)];
  const run = { schema: 1, encoder: 'abc', seconds: 2, changes, growths: [] };

  it('has the rows of its scores', () => {
    expect(savedRobustness(run, 'abc')).toEqual({
      clips: 2,
      seconds: 2,
      versions: versionRows(changes),
      distortionTypes: [],
    });
  });

  it('is not used for another encoder or schema', () => {
    expect(savedRobustness(run, 'abd')).toBeUndefined();
    expect(savedRobustness({ ...run, schema: undefined }, 'abc')).toBeUndefined();
    expect(savedRobustness(undefined, 'abc')).toBeUndefined();
  });
});
