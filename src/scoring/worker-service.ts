import type { Remote } from 'comlink';
import { releaseProxy, transfer } from 'comlink';
import { openGpu } from '../gpu/device';
import { browserPlatform } from '../media/decode-webcodecs';
import { openVideo } from '../media/open';
import { wasmThreads, webOrt } from '../model/runtime-web';
import { packFromUrl } from '../model/source';
import { createCpuPacker } from '../slowfast/cpu-packer';
import { createGpuPacker } from '../slowfast/gpu-packer';
import { createModelShelf } from './models';
import type { Progress, Thumbnail } from './progress';
import type { ScoreDeps } from './score';
import { score } from './score';
import type { Capabilities, ScoringService } from './service';

/** What the worker offers, over the model pack at an address. */
export function serve(modelUrl: string): ScoringService {
  const deps = webDeps(modelUrl);
  let running: AbortController | undefined;
  return {
    async score(file, name, options, onProgress, onThumbnail) {
      const stop = new AbortController();
      running = stop;
      const report = onProgress as Remote<(progress: Progress) => void>;
      const show = onThumbnail as Remote<(thumbnail: Thumbnail) => void> | undefined;
      try {
        return await score(file, name, options, deps, {
          signal: stop.signal,
          // Nobody waits for these messages: a page that is busy must not hold the worker back.
          onProgress: (progress) => void report(progress),
          onThumbnail: show && ((thumbnail) => void show(transfer(thumbnail, [thumbnail.rgba.buffer]))),
        });
      } finally {
        running = undefined;
        report[releaseProxy]();
        show?.[releaseProxy]();
      }
    },
    cancel: () => running?.abort(),
    capabilities: () => capabilities(deps),
  };
}

/** The pipeline's platform in a browser: WebCodecs, ONNX Runtime from the page's own origin, navigator.gpu. */
function webDeps(modelUrl: string): ScoreDeps {
  return {
    models: createModelShelf({ source: packFromUrl(modelUrl), loader: webOrt, openGpu: () => openGpu(navigator.gpu) }),
    packers: { cpu: createCpuPacker, webgpu: (options, { device }) => createGpuPacker(device, options) },
    openVideo: (file) => openVideo(file, { platform: browserPlatform }),
    now: () => performance.now(),
  };
}

async function capabilities(deps: ScoreDeps): Promise<Capabilities> {
  const gpu = await deps.models.gpu();
  return {
    webgpu: gpu.ok ? (gpu.value.software ? 'software' : 'hardware') : 'none',
    adapter: gpu.ok ? gpu.value.name : '',
    crossOriginIsolated: globalThis.crossOriginIsolated,
    threads: wasmThreads(),
  };
}
