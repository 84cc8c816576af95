import { fileURLToPath } from 'node:url';
import type { Result } from '../base';
import { fail } from '../base';
import { openDawn } from '../gpu/node';
import { nodePlatform } from '../media/node';
import { openVideo } from '../media';
import type { Judges } from '../judges';
import { createCompactJudges, createEndpointJudges, createVlmJudges } from '../judges';
import { encodeJpegInNode, modelFilesInFolder, nodeOrt, packFromFolder } from '../judges/node';
import type { ScoreDeps } from '../scoring';
import { createGpuPacker } from '../slowfast';
import type { JudgeOption } from './judge-option';
import { KEY_VARIABLE } from './judge-option';
import { createThreadedPacker } from './threaded-packer';

/** The shipped pack. The bundle of this file is two folders below the root, as its source is. */
const SHIPPED_MODEL = fileURLToPath(new URL('../../public/models/slowglass-mini/', import.meta.url));

export interface NodePlatformConfig {
  /** Folder of a model pack; the shipped one by default. */
  readonly modelFolder?: string | undefined;
  /** Judges in place of the compact judge; a folder by its absolute path. */
  readonly judge?: JudgeOption | undefined;
  /** Open a GPU through Dawn when one is needed. */
  readonly gpu: boolean;
}

/** The pipeline's platform in Node: FFmpeg's decoders, ONNX Runtime's WebAssembly, and WebGPU through Dawn. */
export function nodeDeps({ modelFolder = SHIPPED_MODEL, judge, gpu }: NodePlatformConfig): ScoreDeps {
  return {
    judges: judgesOf(modelFolder, judge, gpu),
    packers: { cpu: createThreadedPacker, webgpu: (options, { device }) => createGpuPacker(device, options) },
    openVideo: (file) => openVideo(file, { platform: nodePlatform }),
    now: () => performance.now(),
  };
}

function judgesOf(modelFolder: string, judge: JudgeOption | undefined, gpu: boolean): Judges {
  const platform = { loader: nodeOrt, openGpu: async () => (gpu ? openDawn() : NOT_ASKED) };
  if (judge === undefined) return createCompactJudges({ ...platform, source: packFromFolder(modelFolder) });
  if (judge.kind === 'folder') return createVlmJudges({ ...platform, files: () => modelFilesInFolder(judge.path) });
  const { address, model } = judge;
  const key = process.env[KEY_VARIABLE];
  return createEndpointJudges({ address, model, key, adapter: 'auto', fetch, encodeJpeg: encodeJpegInNode });
}

const NOT_ASKED: Result<never> = fail('no-webgpu', 'The command line uses a GPU only with --gpu or --provider webgpu.');
