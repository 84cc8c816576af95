import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import type { PlanarFrame } from '../../../../src/media/frame';
import { chromaHeight, chromaWidth } from '../../../../src/media/frame';
import { blur } from '../../../../src/scoring/degrade/blur';
import { compression } from '../../../../src/scoring/degrade/compression';
import type { Degradation } from '../../../../src/scoring/degrade/degradation';
import { droppedFrames } from '../../../../src/scoring/degrade/dropped-frames';
import { noise } from '../../../../src/scoring/degrade/noise';
import { shake } from '../../../../src/scoring/degrade/shake';
import {
  DEGRADATION_NAMES,
  DEGRADATION_STRENGTHS,
  degradationParts,
  degradationWords,
} from '../../../../src/scoring/degrade/degradation-name';

function frame(width: number, height: number, timestamp = 0, seed = 'frame'): PlanarFrame {
  const random = createRandom(seed);
  const plane = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => random.integer(0, 256));
  const chroma = chromaWidth(width) * chromaHeight(height);
  const colour = { matrix: 'bt2020', fullRange: true } as const;
  return { width, height, y: plane(width * height), u: plane(chroma), v: plane(chroma), colour, timestamp };
}

async function through(degradation: Degradation, frames: readonly PlanarFrame[]): Promise<PlanarFrame[]> {
  const out: PlanarFrame[] = [];
  for (const each of frames) {
    const made = await degradation.push(each);
    if (!made.ok) throw new Error(made.error.message);
    out.push(...made.value);
  }
  const rest = await degradation.end();
  if (!rest.ok) throw new Error(rest.error.message);
  return [...out, ...rest.value];
}

const DEGRADATIONS = { blur, noise, shake, droppedFrames };

describe.each(Object.entries(DEGRADATIONS))('%s', (_, make) => {
  test('returns as many frames as it gets, with the same sizes, times and tags, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...DEGRADATION_STRENGTHS),
        async (width, height, strength) => {
          const frames = [0, 0.04, 0.08].map((time, i) => frame(width, height, time, `f${i}`));
          const before = structuredClone(frames);
          const out = await through(make(strength), frames);
          expect(out).toHaveLength(3);
          out.forEach(({ y, u, v, ...rest }, i) => {
            const { y: sourceY, u: sourceU, v: sourceV, ...source } = frames[i]!;
            expect(rest).toEqual(source);
            expect([y.length, u.length, v.length]).toEqual([sourceY.length, sourceU.length, sourceV.length]);
          });
          expect(frames).toEqual(before);
          expect(await through(make(strength), frames)).toEqual(out);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('blur', () => {
  test('does not change a uniform picture', async () => {
    const even = { ...frame(33, 21), y: new Uint8Array(33 * 21).fill(77) };
    const [out] = await through(blur('strong'), [even]);
    expect(new Set(out!.y)).toEqual(new Set([77]));
  });

  test('spreads a single bright pixel with the weights of three boxes', async () => {
    const [width, height] = [41, 41];
    const y = new Uint8Array(width * height);
    y[20 * width + 20] = 255;
    const slight = await through(blur('slight'), [{ ...frame(width, height), y }]);
    // Three boxes of 3 x 3: the weights are those of (1 1 1) three times on itself, both ways.
    const line = [1, 3, 6, 7, 6, 3, 1].map((weight) => weight / 27);
    for (const [dx, weight] of line.entries()) {
      const got = slight[0]!.y[20 * width + 17 + dx]!;
      expect(Math.abs(got - 255 * weight * (7 / 27))).toBeLessThanOrEqual(2);
    }
  });

  test('grows with its strength', async () => {
    const source = frame(320, 180);
    const roughness = await Promise.all(
      DEGRADATION_STRENGTHS.map(async (strength) => stepsOf((await through(blur(strength), [source]))[0]!)),
    );
    expect(roughness[0]).toBeLessThan(stepsOf(source));
    expect(roughness[1]).toBeLessThan(roughness[0]!);
    expect(roughness[2]).toBeLessThan(roughness[1]!);
  });
});

describe('noise', () => {
  test('has the deviation of its strength, no bias, and differs between frames', async () => {
    const grey = { ...frame(256, 144), y: new Uint8Array(256 * 144).fill(128) };
    for (const [strength, deviation] of [
      ['slight', 5],
      ['clear', 12],
      ['strong', 25],
    ] as const) {
      const [first, second] = await through(noise(strength), [grey, { ...grey, timestamp: 1 / 24 }]);
      const differences = Array.from(first!.y, (value) => value - 128);
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      const variance = differences.reduce((sum, value) => sum + value ** 2, 0) / differences.length - mean ** 2;
      expect(Math.abs(mean)).toBeLessThan(0.5);
      expect(Math.sqrt(variance) / deviation).toBeCloseTo(1, 1);
      expect(second!.y).not.toEqual(first!.y);
      expect(first!.u).toBe(grey.u);
    }
  });
});

describe('shake', () => {
  test('shifts luma and chroma by the same whole pairs of pixels', async () => {
    const source = frame(200, 160, 0.31);
    const [out] = await through(shake('strong'), [source]);
    const moves: string[] = [];
    for (let dy = -8; dy <= 8; dy += 2) {
      for (let dx = -8; dx <= 8; dx += 2) {
        if (out!.y[80 * 200 + 100] !== source.y[(80 + dy) * 200 + 100 + dx]) continue;
        if (out!.y[81 * 200 + 103] !== source.y[(81 + dy) * 200 + 103 + dx]) continue;
        if (out!.u[40 * 100 + 50] !== source.u[(40 + dy / 2) * 100 + 50 + dx / 2]) continue;
        moves.push(`${dx},${dy}`);
      }
    }
    expect(moves).toHaveLength(1);
    expect(moves).not.toEqual(['0,0']);
  });
});

describe('dropped frames', () => {
  test('repeat the frame before them, at their own times', async () => {
    const frames = Array.from({ length: 9 }, (_, i) => frame(8, 8, i / 24, `f${i}`));
    const out = await through(droppedFrames('clear'), frames);
    expect(out.map(({ timestamp }) => timestamp)).toEqual(frames.map(({ timestamp }) => timestamp));
    expect(out.map(({ y }) => frames.findIndex((source) => source.y === y))).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8]);
  });
});

test('compression fails with a message where there is no encoder', async () => {
  expect(await compression('clear', 24).push(frame(16, 16))).toMatchObject({
    ok: false,
    error: { code: 'unsupported-codec', message: expect.stringContaining('VideoEncoder') },
  });
});

test('the name of a degradation gives its kind and strength', () => {
  expect(DEGRADATION_NAMES).toHaveLength(15);
  expect(degradationParts('dropped-frames-strong')).toEqual({ kind: 'dropped-frames', strength: 'strong' });
  expect(degradationWords('blur-slight')).toBe('blurred (slight)');
});

/** Mean |difference| of neighbours along a row. */
function stepsOf({ y, width }: PlanarFrame): number {
  let sum = 0;
  for (let at = 1; at < y.length; at++) sum += at % width === 0 ? 0 : Math.abs(y[at]! - y[at - 1]!);
  return sum / y.length;
}
