import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepLastRow } from '../../../../src/judges/vlm/last-row';
import { scoreWords } from '../../../../src/judges/vlm/level-words';
import { modelFilesInFolder } from '../../../../src/judges/vlm/model-files-node';
import { createSharedStates } from '../../../../src/judges/vlm/shared-states';
import { createVlmReading } from '../../../../src/judges/vlm/reading';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import type { Feeds } from '../../../../src/judges/runtime/runtime';
import { encodePictures } from '../../../../src/judges/vlm/window';
import { openSession } from '../../../../src/judges/runtime/runtime';
import { decoderInputs, emptyCache } from '../../../../src/judges/vlm/decoder-io';
import { PROMPT_SETS } from '../../../../src/quality/prompts/prompt-sets';
import type { OpenModel } from './reference-models';
import { folderOf, openModel, picturesOf, readPictures, requestOf, valueOf } from './reference-models';

const request = requestOf();

describe('what a reading costs', () => {
  let model: OpenModel;
  let frames = 0;
  beforeAll(async () => {
    const opened = await openModel('qwen2_5-vl');
    const vision: OpenModel['vision'] = {
      encode: (patches) => {
        frames += 1;
        return opened.vision.encode(patches);
      },
    };
    model = { ...opened, vision };
  });
  afterAll(() => model.network.dispose());

  it('is one vision run a frame, one decoder run for all frames, and one a question besides its inner words', async () => {
    const encoded = valueOf(await encodePictures(model, picturesOf(request, model.config)));
    expect(frames).toBe(request.frames.length);
    expect(model.network.decoder.runs).toBe(0);
    const parts = { ...model, text: model.parsed.text, prompts: PROMPT_SETS, rationaleTokens: 5 };
    const reading = createVlmReading(parts, encoded, createSharedStates(), 0);

    valueOf(await reading.judge({ dimensions: ['visual-quality', 'dynamic-quality'] }));
    const five = model.network.decoder.runs;
    expect(frames).toBe(request.frames.length);
    // The five ratings are one token each: nothing is read beyond the question.
    expect(five).toBe(3);

    const [clarity] = valueOf(await reading.judge({ dimensions: ['clarity-quality'] })).distributions;
    const nine = model.network.decoder.runs - five;
    expect(nine).toBeGreaterThan(1);
    expect(clarity!.probabilities).toHaveLength(9);
    reading.release();
  });

  it('does not read on for words that end at once', async () => {
    const read = await readPictures(model, picturesOf(request, model.config).slice(0, 1));
    const before = model.network.decoder.runs;
    const scored = valueOf(await scoreWords(model.network.decoder, read.state, [[1], [2], [3]]));
    expect(model.network.decoder.runs).toBe(before);
    expect(scored.every((each) => each < 0)).toBe(true);
  });
});

describe('a decoder that keeps only the last row', () => {
  it.each(['qwen2_5-vl', 'qwen3-vl'] as const)(
    'of %s gives one row of logits, equal to the last of all rows',
    async (name) => {
      const files = valueOf(await modelFilesInFolder(folderOf(name)));
      const open = async (path: string) => valueOf(await files.open(path));
      const bytes = new Uint8Array(await (await open('onnx/decoder_model_merged.onnx')).arrayBuffer());
      const data = files.files.some(({ path }) => path.endsWith('.onnx_data'))
        ? [{ path: 'decoder_model_merged.onnx_data', data: await open('onnx/decoder_model_merged.onnx_data') }]
        : [];
      const ort = await nodeOrt.load('wasm');
      const runtime = { ort, provider: 'wasm', device: undefined } as const;
      const rowsOf = async (model: Uint8Array) => {
        const session = valueOf(await openSession(runtime, model, { keepOnGpu: [], externalData: data }));
        const length = 7;
        const feeds: Feeds = valueOf(emptyCache(ort, valueOf(decoderInputs(session.inputs)).cache));
        const hidden = session.inputs.find(({ name: input }) => input === 'inputs_embeds')!.shape.at(-1) as number;
        const floats = Float32Array.from({ length: length * hidden }, (_, at) => Math.sin(at));
        feeds['inputs_embeds'] = new ort.Tensor('float32', floats, [1, length, hidden]);
        for (const { name: input } of session.inputs.filter(({ name: each }) => each.startsWith('deepstack'))) {
          feeds[input] = new ort.Tensor('float32', floats, [1, length, hidden]);
        }
        const ids = BigInt64Array.from({ length: 3 * length }, (_, at) => BigInt(at % length));
        feeds['position_ids'] = new ort.Tensor('int64', ids, [3, 1, length]);
        feeds['attention_mask'] = new ort.Tensor('int64', new BigInt64Array(length).fill(1n), [1, length]);
        const { logits } = valueOf(await session.run(feeds));
        await session.dispose();
        return { dims: logits!.dims, data: logits!.data as Float32Array };
      };
      const whole = await rowsOf(bytes);
      const last = await rowsOf(keepLastRow(bytes).model);
      expect(whole.dims[1]).toBe(7);
      expect(last.dims).toEqual([1, 1, whole.dims[2]]);
      expect(Array.from(last.data)).toEqual(Array.from(whole.data.subarray(-last.data.length)));
    },
  );

  it('stays as it is where the export chooses the rows itself', async () => {
    const files = valueOf(await modelFilesInFolder(folderOf('qwen3_5')));
    const blob = valueOf(await files.open('onnx/decoder_model_merged.onnx'));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const { model, outputs } = keepLastRow(bytes);
    expect(model).toBe(bytes);
    expect(outputs).toContain('logits');
    expect(outputs.some((name) => name.startsWith('present_recurrent.'))).toBe(true);
  });
});
