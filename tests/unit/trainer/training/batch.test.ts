import { describe, expect, it } from 'vitest';
import { rationaleWords } from '../../../../src/quality/rationale';
import { createRandom } from '../../../../src/base/random';
import { FAST_PIXELS, FAST_WIDTH } from '../../../../src/slowfast/tokens';
import type { Orientation } from '../../../../src/trainer/network/orientation';
import { UPRIGHT } from '../../../../src/trainer/network/orientation';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import { read, tree } from '../../../../src/trainer/engine/jax';
import { CLIP_INPUTS, PLACE_FEATURES } from '../../../../src/trainer/network/features';
import { identityScalings } from '../../../../src/trainer/network/scalings';
import { orientStatistics } from '../../../../src/trainer/network/orient-statistics';
import { VOCABULARY, wordId } from '../../../../src/trainer/network/shape';
import { sftTargets } from '../../../../src/trainer/stages/sft';
import { FED_LENGTH } from '../../../../src/trainer/training/answer-rows';
import { answerWords } from '../../../../src/trainer/training/answers';
import { clipInput, drawClip, drawRows, evenDraw } from '../../../../src/trainer/training/batch';
import { SLOWFAST_MASK } from '../../../../src/trainer/training/pathway-mask';
import { observationsFor, softLevels } from '../../../../src/trainer/training/targets';
import { UNITS, randomClip } from '../clips';

const SOFTNESS = { nineLevels: 0.35, fiveRatings: 0.5 };

describe('drawing rows', () => {
  it('repeats no row while there are enough', () => {
    const rows = drawRows(30, 20, createRandom(1));
    expect(new Set(rows).size).toBe(20);
    expect(Math.max(...rows)).toBeLessThan(30);
  });

  it('takes every row and repeats some where there are too few', () => {
    const rows = drawRows(5, 12, createRandom(1));
    expect(rows).toHaveLength(12);
    expect(new Set(rows).size).toBe(5);
  });
});

describe('a batch', () => {
  it('has the same shapes for any clips', async () => {
    const random = createRandom(2);
    for (const [fastRows, slowRows] of [
      [40, 20],
      [3, 1],
    ] as const) {
      const draws = ['a', 'b'].map((seed) =>
        drawClip(randomClip(seed, 'train', fastRows, slowRows), { fast: 16, slow: 8 }, random),
      );
      const input = clipInput(draws, UNITS, identityScalings());
      expect(input.fast.pixels.shape).toEqual([32, FAST_PIXELS]);
      expect(input.slow.place.shape).toEqual([16, PLACE_FEATURES]);
      expect(input.clip.shape).toEqual([2, CLIP_INPUTS]);
      const options = { form: 'rating-first', answersPerClip: 2, softness: SOFTNESS } as const;
      const targets = sftTargets(draws, options, SLOWFAST_MASK, random);
      expect(targets.questions.ratings.shape).toEqual([2, TRAINED_DIMENSIONS.length, VOCABULARY.length]);
      expect(targets.answers.words.shape).toEqual([4, FED_LENGTH]);
      tree.dispose([input, targets]);
    }
  });

  it('mirrors pixels line by line and the place from left to right', async () => {
    const clip = randomClip('m', 'train', 1, 1);
    const plain = evenDraw(clip, { fast: 1, slow: 1 });
    const seen = clipInput([plain], UNITS, identityScalings());
    const mirrored = clipInput([{ ...plain, orientation: { ...UPRIGHT, mirrorX: true } }], UNITS, identityScalings());
    const [a, b] = [await read(seen.fast.pixels.ref), await read(mirrored.fast.pixels.ref)];
    for (let i = 0; i < FAST_PIXELS; i++) expect(b[i]).toBe(a[i - (i % 16) + 15 - (i % 16)]);
    const x = clip.fast[FAST_WIDTH - 3]! / 1024;
    expect((await read(seen.fast.place.ref))[0]).toBeCloseTo(Math.sin(Math.PI * x), 5);
    expect((await read(mirrored.fast.place.ref))[0]).toBeCloseTo(Math.sin(Math.PI * (1 - x)), 5);
    tree.dispose([seen, mirrored]);
  });

  it('orients the statistics of a fragment with the picture', async () => {
    const plain = evenDraw(randomClip('n', 'train', 1, 1), { fast: 1, slow: 1 });
    const orientation = { ...UPRIGHT, transpose: true };
    const seen = clipInput([plain], UNITS, identityScalings());
    const turned = clipInput([{ ...plain, orientation }], UNITS, identityScalings());
    const foretold = Array.from(await read(seen.slow.statistics.ref));
    const upright = [...foretold];
    orientStatistics('slow', foretold, orientation);
    expect(foretold).not.toEqual(upright);
    expect(Array.from(await read(turned.slow.statistics.ref))).toEqual(foretold);
    tree.dispose([seen, turned]);
  });

  it('draws the same batch from the same seed', async () => {
    const clip = randomClip('s', 'train', 30, 10);
    const draw = () => drawClip(clip, { fast: 8, slow: 4 }, createRandom('same'));
    expect(draw().fastRows).toEqual(draw().fastRows);
    expect(draw().orientation).toEqual(draw().orientation);
  });

  it.each(['rating-first', 'rationale-first'] as const)(
    'counts every word after the prompt but the rating, and no padding, in %s answers',
    async (form) => {
      const draw = evenDraw(randomClip('t', 'train'), { fast: 2, slow: 2 });
      const options = { form, answersPerClip: TRAINED_DIMENSIONS.length, softness: SOFTNESS };
      const { questions, answers } = sftTargets([draw], options, SLOWFAST_MASK, createRandom(1));
      const next = new Int32Array((await answers.nextWords.ref.data()).buffer);
      const counted = await read(answers.counted.ref);
      const ratingAt = await read(answers.ratingAt.ref);
      const ratings = await read(answers.ratings.ref);
      for (let row = 0; row < TRAINED_DIMENSIONS.length; row++) {
        const from = row * FED_LENGTH;
        const end = next.indexOf(wordId('<end>'), from) - from;
        const place = form === 'rating-first' ? 1 : end - 1;
        const places = Array.from({ length: FED_LENGTH }, (_, i) => i);
        expect(Array.from(counted.subarray(from, from + FED_LENGTH))).toEqual(
          places.map((i) => (i >= 1 && i <= end && i !== place ? 1 : 0)),
        );
        expect(Array.from(ratingAt.subarray(from, from + FED_LENGTH))).toEqual(
          places.map((i) => (i === place ? 1 : 0)),
        );
        expect(ratings[row * VOCABULARY.length + next[from + place]!]).toBeGreaterThan(0.2);
      }
      tree.dispose([questions, answers]);
    },
  );
});

describe('targets', () => {
  it('spread the MOS over neighbouring levels with a mean near it', () => {
    const masses = softLevels('motion-quality', 3.25, SOFTNESS);
    expect(masses.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const mean = masses.reduce((sum, mass, i) => sum + mass * (1 + i / 2), 0);
    expect(mean).toBeCloseTo(3.25, 1);
    expect(softLevels('visual-quality', 3.25, SOFTNESS)).toHaveLength(5);
  });

  it('have the prompt, the rating, the worst artifacts and the end', () => {
    const { label } = randomClip('w', 'train');
    const words = (orientation: Orientation) =>
      answerWords(
        'visual-quality',
        'rating-first',
        'Poor',
        rationaleWords(observationsFor(label, 'visual-quality', orientation)),
      );
    expect(words(UPRIGHT).slice(0, 3)).toEqual(['<q-save>', 'visual-quality', 'Poor']);
    expect(words(UPRIGHT).slice(3)).toEqual(['<think>', 'clear', 'blur', 'left', 'throughout', '</think>', '<end>']);
    expect(words({ ...UPRIGHT, mirrorX: true })).toContain('right');
    expect(words({ ...UPRIGHT, transpose: true })).toContain('top');
    expect(words({ ...UPRIGHT, transpose: true, mirrorY: true })).toContain('bottom');
    expect(observationsFor(label, 'motion-quality', UPRIGHT)).toEqual({ kind: 'artifacts', artifacts: [] });
  });
});
