import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../../../src/base/result';
import type { DecoderState } from '../../../../src/judges/vlm/decoder';
import type { EncodedFrames, ShownPicture, VisionParts, WindowParts } from '../../../../src/judges/vlm/window';
import { encodePictures, readFrames } from '../../../../src/judges/vlm/window';
import { chooseFiles } from '../../../../src/judges/vlm/choose-files';
import { makeConversations } from '../../../../src/judges/vlm/conversation';
import { modelFilesInFolder } from '../../../../src/judges/vlm/model-files-node';
import type { ModelNetwork } from '../../../../src/judges/vlm/network';
import { openNetwork } from '../../../../src/judges/vlm/network';
import type { ParsedFiles } from '../../../../src/judges/vlm/parsed-files';
import { parseFiles } from '../../../../src/judges/vlm/parsed-files';
import type { ModelConfig } from '../../../../src/judges/vlm/model-config';
import { nodeOrt } from '../../../../src/judges/runtime/runtime-node';
import { loadRuntime } from '../../../../src/judges/runtime/runtime';

/** Random-weight models whose answers Hugging Face transformers computed (scripts/reference/vlm). */
export const REFERENCE_MODELS = ['qwen2_5-vl', 'qwen3-vl', 'qwen3_5'] as const;
export type ReferenceModel = (typeof REFERENCE_MODELS)[number];

const FOLDER = fileURLToPath(new URL('../../../fixtures/vlm/', import.meta.url));

export function folderOf(model: ReferenceModel): string {
  return `${FOLDER}${model}`;
}

export interface ReferenceRequest {
  readonly frames: readonly {
    readonly time: number;
    readonly pathway: 'slow' | 'fast';
    readonly columns: number;
    readonly rows: number;
    readonly seed: number;
  }[];
  readonly questions: readonly {
    readonly id: string;
    readonly text: string;
    readonly answer: string;
    readonly words: readonly string[];
  }[];
}

interface Summary {
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly last?: readonly number[];
  readonly sum: number;
}

export interface Reference {
  readonly renderedText: string;
  readonly inputIds: readonly number[];
  readonly positionIds: readonly (readonly number[])[];
  readonly patches: Summary;
  readonly imageFeatures: Summary;
  readonly deepstackFeatures?: readonly Summary[];
  readonly questions: readonly {
    readonly id: string;
    readonly tokens: number;
    readonly wordIds: readonly (readonly number[])[];
    readonly logits: readonly number[];
    readonly wordLogProbabilities: readonly number[];
    readonly probabilities: readonly number[];
    readonly unplaced: number;
  }[];
  readonly greedyIds: readonly number[];
}

export function requestOf(): ReferenceRequest {
  return JSON.parse(readFileSync(`${FOLDER}request.json`, 'utf8')) as ReferenceRequest;
}

export function referenceOf(model: ReferenceModel): Reference {
  return JSON.parse(readFileSync(`${folderOf(model)}/reference.json`, 'utf8')) as Reference;
}

/** The pictures that the reference was given: a pattern, at the size at which the model reads it. */
export function picturesOf({ frames }: ReferenceRequest, { vision }: ModelConfig): ShownPicture[] {
  const cell = vision.patch * vision.merge;
  return frames.map(({ time, pathway, columns, rows, seed }) => {
    const size = { columns, rows, width: columns * cell, height: rows * cell };
    const rgb = Uint8Array.from({ length: 3 * size.width * size.height }, (_, at) => {
      const channel = at % 3;
      const x = ((at - channel) / 3) % size.width;
      const y = Math.floor(at / 3 / size.width);
      return (x * 7 * (channel + 1) + y * 13 + seed * 31 + ((x * y) >> 3)) & 255;
    });
    return { rgb, size, time, pathway };
  });
}

export interface OpenModel extends WindowParts, VisionParts {
  readonly parsed: ParsedFiles;
  readonly network: ModelNetwork;
}

/** Opens a reference model on wasm. The caller disposes of its network. */
export async function openModel(model: ReferenceModel): Promise<OpenModel> {
  const files = valueOf(await modelFilesInFolder(folderOf(model)));
  const parsed = valueOf(await parseFiles(files));
  const runtime = valueOf(await loadRuntime(nodeOrt, 'wasm', undefined));
  const chosen = valueOf(chooseFiles(files.files, { provider: 'wasm', half: false }));
  const network = valueOf(await openNetwork(runtime, files, chosen, parsed.config));
  const conversations = valueOf(makeConversations(parsed.text, parsed.config.tokens));
  return { parsed, network, config: parsed.config, conversations, vision: network.vision, decoder: network.decoder };
}

/** Encodes pictures and reads them with the decoder. */
export async function readPictures(
  model: OpenModel,
  pictures: readonly ShownPicture[],
): Promise<{ readonly state: DecoderState; readonly encoded: EncodedFrames }> {
  const encoded = valueOf(await encodePictures(model, pictures));
  return { encoded, state: valueOf(await readFrames(model, encoded)) };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
