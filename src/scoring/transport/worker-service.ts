import type { Remote } from 'comlink';
import { releaseProxy, transfer } from 'comlink';
import { openGpu } from '../../gpu';
import { browserPlatform, openVideo } from '../../media';
import { packFromUrl, wasmThreads, webOrt } from '../../judges';
import { createCpuPacker, createGpuPacker } from '../../slowfast';
import type { RationaleWords } from '../explainer';
import { inspect } from '../inspect/inspect';
import { createModelShelf } from '../models';
import { sendPictures } from '../pictures';
import type { Progress, Thumbnail } from '../progress';
import { createFrameShelf } from '../reclassify/frame-shelf';
import type { ScoreDeps } from '../score';
import { score } from '../score';
import type { Capabilities, ScoreCallbacks, ScoringService } from './service';

/** What the worker offers, over the model pack at an address. */
export function serve(modelUrl: string): ScoringService {
  const deps = webDeps(modelUrl);
  const frames = createFrameShelf(deps);
  let running: AbortController | undefined;
  /** Runs one job at a time: the one that `cancel` ends. */
  const run = async <T>(onProgress: (progress: Progress) => void, job: (calls: JobCalls) => Promise<T>): Promise<T> => {
    const stop = new AbortController();
    running = stop;
    const report = onProgress as Remote<(progress: Progress) => void>;
    try {
      // Nobody waits for these messages: a page that is busy must not hold the worker back.
      return await job({ signal: stop.signal, onProgress: (progress) => void report(progress) });
    } finally {
      running = undefined;
      report[releaseProxy]();
    }
  };
  return {
    score: (file, name, options, onProgress, onThumbnail, onWords) =>
      showing(onThumbnail, (show) =>
        telling(onWords, (tell) =>
          run(onProgress, (calls) => score(file, name, options, deps, { ...calls, onThumbnail: show, onWords: tell })),
        ),
      ),
    pictures: (file, options, onProgress, onThumbnail) =>
      showing(onThumbnail, (show) =>
        run(onProgress, (calls) => sendPictures(file, options, deps, { ...calls, onThumbnail: show })),
      ),
    inspect: (file, options, request, onProgress) =>
      run(onProgress, (calls) => inspect(file, options, request, deps, calls)),
    keepFrames: (file, options, onProgress) => run(onProgress, (calls) => frames.keep(file, options, calls)),
    reclassify: (id, request) => Promise.resolve(frames.reclassify(id, request)),
    dropFrames: () => frames.clear(),
    cancel: () => running?.abort(),
    capabilities: () => capabilities(deps),
  };
}

/** Gives a job the way to send pictures, their pixels moved instead of copied. */
async function showing<T>(
  onThumbnail: ((thumbnail: Thumbnail) => void) | undefined,
  job: (show: ((thumbnail: Thumbnail) => void) | undefined) => Promise<T>,
): Promise<T> {
  const remote = onThumbnail as Remote<(thumbnail: Thumbnail) => void> | undefined;
  const show = remote && ((thumbnail: Thumbnail) => void remote(transfer(thumbnail, [thumbnail.rgba.buffer])));
  try {
    return await job(show);
  } finally {
    remote?.[releaseProxy]();
  }
}

/** Gives a job the way to send words as they are written; like progress, nobody waits for them. */
async function telling<T>(onWords: ScoreCallbacks['onWords'], job: (tell: typeof onWords) => Promise<T>): Promise<T> {
  const remote = onWords as Remote<(rationaleWords: readonly RationaleWords[]) => void> | undefined;
  try {
    return await job(remote && ((rationaleWords) => void remote(rationaleWords)));
  } finally {
    remote?.[releaseProxy]();
  }
}

interface JobCalls {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
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
