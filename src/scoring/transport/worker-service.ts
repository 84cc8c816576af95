import type { Remote } from 'comlink';
import { releaseProxy, transfer } from 'comlink';
import { openGpu } from '../../gpu';
import { browserPlatform, openVideo } from '../../media';
import { ok } from '../../base';
import type { Judges, Rationales } from '../../judges';
import { createCompactJudges, createVlmJudges, modelFilesOf, packFromUrl, wasmThreads, webOrt } from '../../judges';
import { createCpuPacker, createGpuPacker } from '../../slowfast';
import { inspect } from '../inspect/inspect';
import { sendPictures } from '../pictures';
import type { Progress, Thumbnail } from '../progress';
import { createFrameKeeper } from '../reclassify/kept-frames';
import type { ScoreDeps } from '../score';
import { score } from '../score';
import type { JudgeChoice } from './judge-choice';
import type { Capabilities, ScoreCallbacks, ScoringService } from './service';
import { createSwitchingJudges } from './switching-judges';

/** The worker's service. It begins with the compact judge of the model pack at an address. */
export function serve(modelUrl: string): ScoringService {
  const judges = createSwitchingJudges(compactJudges(modelUrl));
  const deps = webDeps(judges);
  const frames = createFrameKeeper(deps);
  let running: AbortController | undefined;
  /** Runs one job at a time: the one that `cancel` ends. */
  const run = async <T>(onProgress: (progress: Progress) => void, job: (calls: JobCalls) => Promise<T>): Promise<T> => {
    const stop = new AbortController();
    running = stop;
    const report = onProgress as Remote<(progress: Progress) => void>;
    try {
      // Not awaited: a busy page must not delay the worker.
      return await job({ signal: stop.signal, onProgress: (progress) => void report(progress) });
    } finally {
      running = undefined;
      report[releaseProxy]();
    }
  };
  return {
    score: (file, name, options, onProgress, onThumbnail, onWords) =>
      withThumbnails(onThumbnail, (sendThumbnail) =>
        withWords(onWords, (sendWords) =>
          run(onProgress, (calls) =>
            score(file, name, options, deps, { ...calls, onThumbnail: sendThumbnail, onWords: sendWords }),
          ),
        ),
      ),
    pictures: (file, options, onProgress, onThumbnail) =>
      withThumbnails(onThumbnail, (sendThumbnail) =>
        run(onProgress, (calls) => sendPictures(file, options, deps, { ...calls, onThumbnail: sendThumbnail })),
      ),
    inspect: (file, options, request, onProgress) =>
      run(onProgress, (calls) => inspect(file, options, request, deps, calls)),
    keepFrames: (file, options, onProgress) => run(onProgress, (calls) => frames.keep(file, options, calls)),
    reclassify: (id, request) => Promise.resolve(frames.reclassify(id, request)),
    dropFrames: () => frames.clear(),
    chooseJudge: (choice) => judges.switchTo(choice.kind === 'compact' ? compactJudges(modelUrl) : vlmJudges(choice)),
    cancel: () => running?.abort(),
    capabilities: () => capabilities(deps),
  };
}

/** Runs a job with a function that sends thumbnails; their pixels are moved, not copied. */
async function withThumbnails<T>(
  onThumbnail: ((thumbnail: Thumbnail) => void) | undefined,
  job: (sendThumbnail: ((thumbnail: Thumbnail) => void) | undefined) => Promise<T>,
): Promise<T> {
  const remote = onThumbnail as Remote<(thumbnail: Thumbnail) => void> | undefined;
  const send = remote && ((thumbnail: Thumbnail) => void remote(transfer(thumbnail, [thumbnail.rgba.buffer])));
  try {
    return await job(send);
  } finally {
    remote?.[releaseProxy]();
  }
}

/** Runs a job with a function that sends rationales as they are written. Like progress, sending is not awaited. */
async function withWords<T>(
  onWords: ScoreCallbacks['onWords'],
  job: (sendWords: typeof onWords) => Promise<T>,
): Promise<T> {
  const remote = onWords as Remote<(rationales: Rationales) => void> | undefined;
  try {
    return await job(remote && ((rationales) => void remote(rationales)));
  } finally {
    remote?.[releaseProxy]();
  }
}

interface JobCalls {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

const platform = { loader: webOrt, openGpu: () => openGpu(navigator.gpu) };

function compactJudges(modelUrl: string): Judges {
  return createCompactJudges({ ...platform, source: packFromUrl(modelUrl) });
}

function vlmJudges({ name, files }: Extract<JudgeChoice, { readonly kind: 'vlm' }>): Judges {
  const source = modelFilesOf(name, files);
  return createVlmJudges({ ...platform, files: () => Promise.resolve(ok(source)) });
}

/** The pipeline's platform in a browser: WebCodecs, ONNX Runtime from the page's own origin, navigator.gpu. */
function webDeps(judges: Judges): ScoreDeps {
  return {
    judges,
    packers: { cpu: createCpuPacker, webgpu: (options, { device }) => createGpuPacker(device, options) },
    openVideo: (file) => openVideo(file, { platform: browserPlatform }),
    now: () => performance.now(),
  };
}

async function capabilities(deps: ScoreDeps): Promise<Capabilities> {
  const gpu = await deps.judges.gpu();
  return {
    webgpu: gpu.ok ? (gpu.value.software ? 'software' : 'hardware') : 'none',
    adapter: gpu.ok ? gpu.value.name : '',
    crossOriginIsolated: globalThis.crossOriginIsolated,
    threads: wasmThreads(),
  };
}
