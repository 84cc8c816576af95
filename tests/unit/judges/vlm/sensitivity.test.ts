import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePatches } from '../../../../src/judges/vlm/patches';
import { mropePositions } from '../../../../src/judges/vlm/positions';
import type { Run } from '../../../../src/judges/vlm/positions';
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

/** How far the logits of question 0 are from the reference's. */
async function error(
  model: OpenModel,
  name: (typeof REFERENCE_MODELS)[number],
  pictures = picturesOf(request, model.config),
) {
  const read = await readPictures(model, pictures);
  const { text, answer } = request.questions[0]!;
  const question = valueOf(model.conversations.question(request.frames.length, text, answer));
  const state = valueOf(await model.decoder.extend(read.state, model.parsed.text.encode(question)));
  const expected = referenceOf(name).questions[0]!.logits;
  return Math.max(...expected.map((logit, id) => Math.abs(logit - state.logits[id]!)));
}

/** The reference test allows 1e-3. These show that it would notice each mistake that is easily made. */
describe.each(REFERENCE_MODELS)('the logits of %s', (name) => {
  let model: OpenModel;
  beforeAll(async () => (model = await openModel(name)));
  afterAll(() => model.network.dispose());

  it('are those of the reference', async () => {
    expect(await error(model, name)).toBeLessThan(1e-3);
  });

  it('change where a time stamp is off by a tenth of a second', async () => {
    const late = picturesOf(request, model.config).map((picture) => ({ ...picture, time: picture.time + 0.1 }));
    expect(await error(model, name, late)).toBeGreaterThan(1e-2);
  });

  it('change where a pathway is marked wrongly', async () => {
    const slow = picturesOf(request, model.config).map((picture) => ({ ...picture, pathway: 'slow' as const }));
    expect(await error(model, name, slow)).toBeGreaterThan(1e-2);
  });

  it('change where the tokens of pictures are counted as text', async () => {
    const flat: OpenModel = {
      ...model,
      decoder: {
        ...model.decoder,
        read: (before, tokens) =>
          model.decoder.read(before, {
            ...tokens,
            positions: mropePositions([{ kind: 'text', length: tokens.positions.length }], 0),
          }),
      },
    };
    expect(await error(flat, name)).toBeGreaterThan(1e-2);
  });

  it('change where rows and columns are exchanged', async () => {
    const exchanged: OpenModel = {
      ...model,
      decoder: {
        ...model.decoder,
        read(before, tokens) {
          const { values, length } = tokens.positions;
          const turned = values.slice();
          turned.set(values.subarray(2 * length), length);
          turned.set(values.subarray(length, 2 * length), 2 * length);
          return model.decoder.read(before, { ...tokens, positions: { ...tokens.positions, values: turned } });
        },
      },
    };
    expect(await error(exchanged, name)).toBeGreaterThan(5e-3);
  });

  if (name === 'qwen3-vl')
    it('change where the DeepStack features are dropped', async () => {
      const without: OpenModel = {
        ...model,
        decoder: {
          ...model.decoder,
          read: (before, { embeds, positions }) => model.decoder.read(before, { embeds, positions }),
        },
      };
      expect(await error(without, name)).toBeGreaterThan(1e-2);
    });

  it('change where the patches of a token are in row-major order of the picture', async () => {
    const [picture] = picturesOf(request, model.config);
    const merged = makePatches(picture!.rgb, picture!.size, model.config.vision);
    const flat = makePatches(picture!.rgb, picture!.size, { ...model.config.vision, merge: 1 });
    const [a, b] = [merged, flat].map((patches) => model.vision.encode(patches));
    const first = valueOf(await a!).image;
    const other = valueOf(await b!).image;
    expect(Math.max(...first.map((value, at) => Math.abs(value - other[at]!)))).toBeGreaterThan(1e-2);
  });
});

describe('positions', () => {
  it('go on after the longer side of a picture', () => {
    const runs: Run[] = [
      { kind: 'text', length: 2 },
      { kind: 'picture', rows: 1, columns: 3 },
      { kind: 'text', length: 1 },
    ];
    const { values, length, next } = mropePositions(runs, 5);
    const rows = [0, 1, 2].map((row) => Array.from(values.subarray(row * length, (row + 1) * length), Number));
    expect(rows).toEqual([
      [5, 6, 7, 7, 7, 10],
      [5, 6, 7, 7, 7, 10],
      [5, 6, 7, 8, 9, 10],
    ]);
    expect(next).toBe(11);
  });
});
