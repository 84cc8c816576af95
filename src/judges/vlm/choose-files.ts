import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Provider } from '../runtime/provider';
import type { ModelFile } from './model-files';

export const PARTS = ['vision_encoder', 'embed_tokens', 'decoder_model_merged'] as const;
export type Part = (typeof PARTS)[number];

/** How the weights of a file are stored, as the suffixes of exported files name it; '' is float32. */
const STORED = ['', '_fp16', '_q4', '_q4f16', '_quantized', '_int8', '_uint8'] as const;
export type Stored = (typeof STORED)[number];

/** The files of one part: the graph, and the weights outside it. */
export interface PartFiles {
  readonly part: Part;
  readonly stored: Stored;
  readonly graph: ModelFile;
  readonly external: readonly ModelFile[];
}

export interface ChosenFiles {
  readonly parts: Readonly<Record<Part, PartFiles>>;
  /** Bytes of all three parts: what is loaded besides the tokenizer. */
  readonly bytes: number;
}

/** Smallest first among those that run well. Half precision needs the GPU's `shader-f16`. */
const PREFERRED: Readonly<Record<'gpu with f16' | 'gpu' | 'cpu', readonly Stored[]>> = {
  'gpu with f16': ['_q4f16', '_q4', '_fp16', '', '_quantized', '_int8', '_uint8'],
  gpu: ['_q4', '', '_quantized', '_int8', '_uint8'],
  cpu: ['_q4', '_quantized', '_int8', '_uint8', '', '_q4f16', '_fp16'],
};

/** The vision encoder feels quantization most, and is small: it is taken in the next better form where there is one. */
const PREFERRED_VISION: typeof PREFERRED = {
  'gpu with f16': ['_fp16', '_q4f16', '', '_q4', '_quantized', '_int8', '_uint8'],
  gpu: ['', '_q4', '_quantized', '_int8', '_uint8'],
  cpu: ['', '_quantized', '_int8', '_uint8', '_q4', '_fp16', '_q4f16'],
};

export interface FileChoice {
  readonly provider: Provider;
  /** Whether the device has `shader-f16`. */
  readonly half: boolean;
}

/** Picks one graph for each part, with its external weights. The failure names the part and the files that exist. */
export function chooseFiles(files: readonly ModelFile[], { provider, half }: FileChoice): Result<ChosenFiles> {
  const place = provider === 'wasm' ? 'cpu' : half ? 'gpu with f16' : 'gpu';
  const chosen: Partial<Record<Part, PartFiles>> = {};
  for (const part of PARTS) {
    const preferred = part === 'vision_encoder' ? PREFERRED_VISION[place] : PREFERRED[place];
    const found = preferred.map((stored) => partFiles(files, part, stored)).find((each) => each !== undefined);
    if (found === undefined) return missingPart(files, part, place);
    chosen[part] = found;
  }
  const parts = chosen as Record<Part, PartFiles>;
  const all = PARTS.flatMap((part) => [parts[part].graph, ...parts[part].external]);
  return ok({ parts, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) });
}

function partFiles(files: readonly ModelFile[], part: Part, stored: Stored): PartFiles | undefined {
  const name = `${part}${stored}.onnx`;
  const graph = files.find(({ path }) => fileName(path) === name);
  if (graph === undefined) return undefined;
  const folder = graph.path.slice(0, -name.length);
  const external = files.filter(({ path }) => path.startsWith(`${folder}${name}_data`));
  return { part, stored, graph, external };
}

function missingPart(files: readonly ModelFile[], part: Part, place: string): Result<never> {
  const same = files
    .map(({ path }) => fileName(path))
    .filter((name) => name.startsWith(part) && name.endsWith('.onnx'));
  if (same.length > 0) {
    return fail(
      'model-invalid',
      `The model has ${same.join(', ')}, which does not run on this ${place === 'cpu' ? 'processor' : 'GPU (it has no shader-f16)'}. Choose a q4 or fp32 export.`,
    );
  }
  return fail(
    'model-missing',
    `The model has no file ${part}*.onnx. Export the model with its parts ${PARTS.join(', ')}, as docs/judges.md describes.`,
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
