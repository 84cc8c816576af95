import { fileURLToPath } from 'node:url';
import type { Result } from '../base';
import { fail } from '../base';
import { openDawn } from '../gpu/node';
import { nodePlatform } from '../media/node';
import { openVideo } from '../media';
import { createCompactJudges, createVlmJudges } from '../judges';
import { modelFilesInFolder, nodeOrt, packFromFolder } from '../judges/node';
import type { ScoreDeps } from '../scoring';
import { createGpuPacker } from '../slowfast';
import { createThreadedPacker } from './threaded-packer';

/** The shipped pack. The bundle of this file is two folders below the root, as its source is. */
const SHIPPED_MODEL = fileURLToPath(new URL('../../public/models/slowglass-mini/', import.meta.url));

export interface NodePlatformConfig {
  /** Folder of a model pack; the shipped one by default. */
  readonly modelFolder?: string | undefined;
  /** Folder of a vision-language model, which judges in place of the compact judge. */
  readonly judgeFolder?: string | undefined;
  /** Open a GPU through Dawn when one is needed. */
  readonly gpu: boolean;
}

/** The pipeline's platform in Node: FFmpeg's decoders, ONNX Runtime's WebAssembly, and WebGPU through Dawn. */
export function nodeDeps({ modelFolder = SHIPPED_MODEL, judgeFolder, gpu }: NodePlatformConfig): ScoreDeps {
  const platform = { loader: nodeOrt, openGpu: async () => (gpu ? openDawn() : NOT_ASKED) };
  return {
    judges:
      judgeFolder === undefined
        ? createCompactJudges({ ...platform, source: packFromFolder(modelFolder) })
        : createVlmJudges({ ...platform, files: () => modelFilesInFolder(judgeFolder) }),
    packers: { cpu: createThreadedPacker, webgpu: (options, { device }) => createGpuPacker(device, options) },
    openVideo: (file) => openVideo(file, { platform: nodePlatform }),
    now: () => performance.now(),
  };
}

const NOT_ASKED: Result<never> = fail('no-webgpu', 'The command line uses a GPU only with --gpu or --provider webgpu.');
