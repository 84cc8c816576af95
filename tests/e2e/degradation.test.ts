import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeDeps } from '../../src/cli/platform';
import { openFile } from '../../src/media/file-node';
import type { DimensionId } from '../../src/quality/dimensions';
import { score } from '../../src/scoring/score';
import { dataFolder } from '../fixtures/data';
import type { Degradation } from '../fixtures/degrade';
import { blur, freeze, noise, shake, unchanged } from '../fixtures/degrade';
import type { Clip } from '../fixtures/recode-node';
import { decodeClip, encodeClip } from '../fixtures/recode-node';

/** Half a level of the nine. */
const HALF_A_LEVEL = 0.5;
/** Someone walks about in front of a still camera. */
const CLIP = 'intel_asl_walk.mkv';
const FRAMES = 89;
/** Far more than H.264 needs for this size: what the codec does cannot be seen. */
const PLENTY = 20_000_000;

interface Case {
  readonly name: string;
  readonly degrade: Degradation;
  readonly bitsPerSecond?: number;
  readonly dimension: DimensionId;
}

const CASES: readonly Case[] = [
  { name: 'blurring', degrade: blur(3), dimension: 'clarity-quality' },
  { name: 'noise', degrade: noise(25), dimension: 'clarity-quality' },
  { name: 'heavy compression', degrade: unchanged, bitsPerSecond: 40_000, dimension: 'clarity-quality' },
  { name: 'freezing', degrade: freeze(FRAMES), dimension: 'motion-amplitude' },
  { name: 'shaking', degrade: shake(16), dimension: 'motion-quality' },
];

const data = dataFolder();
const deps = nodeDeps({ gpu: false });

type Scores = Partial<Record<DimensionId, number | null>>;

async function scoresOf(file: Blob, name: string): Promise<Scores> {
  const scored = await score(file, name, { profile: 'ultravqa' }, deps);
  if (!scored.ok) throw new Error(scored.error.message);
  return Object.fromEntries(scored.value.dimensions.map(({ id, score }) => [id, score]));
}

describe.skipIf(data === undefined)('a real clip loses (skipped where the data folder is absent)', () => {
  let clip: Clip;
  let before: Scores;
  beforeAll(async () => {
    const file = await openFile(join(data!, 'ingest', 'good', CLIP));
    if (!file.ok) throw new Error(file.error.message);
    clip = await decodeClip(file.value, FRAMES);
    before = await scoresOf(await encodeClip(clip, PLENTY), 'the clip as it is');
  });
  afterAll(() => deps.judges.dispose());

  test.each(CASES)('half a level of $dimension by $name', async ({ name, degrade, bitsPerSecond, dimension }) => {
    const worse = await encodeClip({ ...clip, frames: degrade(clip.frames) }, bitsPerSecond ?? PLENTY);
    const after = await scoresOf(worse, name);
    const fall = before[dimension]! - after[dimension]!;
    expect(fall, `${JSON.stringify(before)} became ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(HALF_A_LEVEL);
  });
});
