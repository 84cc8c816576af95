import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributionOf, scoreWords, tokenizeWords } from '../../../../src/judges/vlm/level-words';
import { makePatches } from '../../../../src/judges/vlm/patches';
import { mropePositions } from '../../../../src/judges/vlm/positions';
import type { OpenModel } from './reference-models';
import {
  REFERENCE_MODELS,
  openModel,
  picturesOf,
  readPictures,
  referenceOf,
  requestOf,
  valueOf,
} from './reference-models';

const request = requestOf();

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let k = 0; k < a.length; k++) most = Math.max(most, Math.abs(a[k]! - b[k]!));
  return most;
}

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe.each(REFERENCE_MODELS)('%s computes what transformers computes', (name) => {
  const reference = referenceOf(name);
  let model: OpenModel;
  let read: Awaited<ReturnType<typeof readPictures>>;
  beforeAll(async () => {
    model = await openModel(name);
    read = await readPictures(model, picturesOf(request, model.config));
  });
  afterAll(() => model.network.dispose());

  const textOf = (place: number): string => {
    const { text, answer } = request.questions[place]!;
    return valueOf(model.conversations.question(request.frames.length, text, answer));
  };

  it('cuts a picture into the same patches', () => {
    const [picture] = picturesOf(request, model.config);
    const { values, count, width, grid } = makePatches(picture!.rgb, picture!.size, model.config.vision);
    expect([count, width]).toEqual(reference.patches.shape);
    expect(grid[1] * grid[2]).toBe(count);
    expect(greatestDifference(values.subarray(0, 64), reference.patches.first)).toBeLessThan(1e-5);
    expect(greatestDifference(values.subarray(-64), reference.patches.last!)).toBeLessThan(1e-5);
    expect(Math.abs(sumOf(values) - reference.patches.sum)).toBeLessThan(0.05);
  });

  it('encodes a frame into the same features', async () => {
    const [picture] = picturesOf(request, model.config);
    const features = valueOf(await model.vision.encode(makePatches(picture!.rgb, picture!.size, model.config.vision)));
    expect(greatestDifference(features.image.subarray(0, 32), reference.imageFeatures.first)).toBeLessThan(1e-4);
    expect(features.deepstack).toHaveLength(reference.deepstackFeatures?.length ?? 0);
    features.deepstack.forEach((map, place) => {
      expect(greatestDifference(map.subarray(0, 32), reference.deepstackFeatures![place]!.first)).toBeLessThan(1e-4);
    });
  });

  it('lays the conversation out as the same tokens at the same positions', () => {
    const shared = valueOf(model.conversations.shared(read.encoded.frames));
    const question = model.parsed.text.encode(textOf(0));
    expect([...shared.ids, ...question]).toEqual(reference.inputIds);
    const { values, length } = mropePositions([...shared.runs, { kind: 'text', length: question.length }], 0);
    const rows = [0, 1, 2].map((row) => Array.from(values.subarray(row * length, (row + 1) * length), Number));
    expect(rows).toEqual(reference.positionIds);
  });

  it.each(request.questions.map(({ id }, place) => [id, place] as const))(
    'gives the same logits and level probabilities for %s',
    async (_, place) => {
      const expected = reference.questions[place]!;
      const { words } = request.questions[place]!;
      const tokens = tokenizeWords(
        (text) => model.parsed.text.encode(text),
        textOf(place),
        words.map((word) => ` ${word}`),
      );
      expect(tokens.words).toEqual(expected.wordIds);
      const state = valueOf(await model.decoder.extend(read.state, tokens.shared));
      expect(state.length).toBe(expected.tokens);
      expect(greatestDifference(state.logits, expected.logits)).toBeLessThan(1e-3);
      const scored = valueOf(await scoreWords(model.decoder, state, tokens.words));
      // The reference states the sequence of a word; a word that longer ones begin with also has to end.
      const whole = words.map((word) => !words.some((other) => other !== word && other.startsWith(`${word} `)));
      const ends = (values: readonly number[]): number[] => values.filter((_, word) => whole[word]!);
      expect(greatestDifference(ends(scored), ends(expected.wordLogProbabilities))).toBeLessThan(1e-3);
      const { probabilities, unplaced } = distributionOf(scored);
      expect(greatestDifference(probabilities, expected.probabilities)).toBeLessThan(1e-4);
      expect(unplaced).toBeCloseTo(expected.unplaced, 4);
    },
  );

  it('goes on with the same ten tokens', async () => {
    const ids: number[] = [];
    let state = valueOf(await model.decoder.extend(read.state, model.parsed.text.encode(textOf(0))));
    while (ids.length < reference.greedyIds.length) {
      const id = state.logits.indexOf(Math.max(...state.logits));
      ids.push(id);
      state = valueOf(await model.decoder.extend(state, [id]));
    }
    expect(ids).toEqual(reference.greedyIds);
  });
});
