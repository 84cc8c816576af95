import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Runtime, Session } from '../runtime/runtime';
import { floatTensor, floatsOf } from './floats';
import type { Patches } from './patches';

/** What the vision encoder gives for one picture: `tokens` rows each. */
export interface PictureFeatures {
  readonly image: Float32Array;
  /** Features of earlier layers, added after the decoder's first layers (Qwen3-VL). Empty for other models. */
  readonly deepstack: readonly Float32Array[];
}

/** The vision encoder of a model. It is run once for each picture. */
export interface VisionEncoder {
  encode(patches: Patches): Promise<Result<PictureFeatures>>;
}

const GRID_NAMES = ['image_grid_thw', 'grid_thw'];
const DEEPSTACK = /^deepstack_features_(\d+)$/;

/** The session stays the caller's to dispose of. The failure names what the graph lacks. */
export function makeVisionEncoder({ ort }: Runtime, session: Session): Result<VisionEncoder> {
  const pixels = session.inputs.find(({ name }) => name === 'pixel_values');
  const grid = session.inputs.find(({ name }) => GRID_NAMES.includes(name));
  const deepstack = session.outputs
    .map(({ name }) => name)
    .filter((name) => DEEPSTACK.test(name))
    .toSorted((a, b) => Number(DEEPSTACK.exec(a)![1]) - Number(DEEPSTACK.exec(b)![1]));
  if (pixels === undefined || grid === undefined || !session.outputs.some(({ name }) => name === 'image_features')) {
    return fail(
      'model-invalid',
      'The vision encoder needs the inputs pixel_values and image_grid_thw and the output image_features. Export it as docs/judges.md describes.',
    );
  }
  return ok({
    async encode({ values, count, width, grid: [frames, rows, columns] }) {
      const outputs = await session.run({
        [pixels.name]: floatTensor(ort, pixels.type, values, [count, width]),
        [grid.name]: new ort.Tensor('int64', BigInt64Array.of(BigInt(frames), BigInt(rows), BigInt(columns)), [1, 3]),
      });
      if (!outputs.ok) return outputs;
      return ok({
        image: await floatsOf(outputs.value['image_features']!),
        deepstack: await Promise.all(deepstack.map((name) => floatsOf(outputs.value[name]!))),
      });
    },
  });
}
