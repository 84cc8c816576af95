import type { Result } from '../../base';
import { assert } from '../../base';
import type { OpenVideo } from '../../media';
import type { TokenJudge } from '../../judges';
import type { Packer } from '../../slowfast';
import { DEFAULT_SLOWFAST } from '../../slowfast';
import { askedDimensions } from '../dimension-scores';
import type { Meter } from '../meter';
import { createMeter } from '../meter';
import type { ResolvedOptions, ScoreOptions } from '../options';
import { DEFAULT_RATE_PER_SECOND, checkOptions, resolveOptions } from '../options';
import { choosePacker } from '../packing';
import type { ScoreCalls, ScoreDeps } from '../score';
import { openClip } from '../degrade/open-clip';
import type { SampleLoop } from '../each-sampled-frame';
import { guarded } from '../endings';
import { openTokenJudge } from '../open-judge';
import type { InspectRequest, Inspection } from './inspection';
import { occlude } from './occlusion';
import { mapPatches } from './patches';
import { scoreWindows } from './windows';

export type InspectCalls = Pick<ScoreCalls, 'onProgress' | 'signal'>;

/**
 * Measures a clip in more detail than a report, with the parts of the same pipeline. With the options that a report was
 * made with, its places are the report's. The same input gives the same numbers. It never throws.
 */
export async function inspect(
  file: Blob,
  options: ScoreOptions,
  request: InspectRequest,
  deps: ScoreDeps,
  calls: InspectCalls = {},
): Promise<Result<Inspection>> {
  const checked = checkOptions(options);
  if (!checked.ok) return checked;
  const meter = createMeter(calls.onProgress, () => deps.now());
  return guarded(async () => {
    meter.enter('opening');
    const opened = await openClip(file, options, (each) => deps.openVideo(each));
    if (!opened.ok) return opened;
    try {
      const inspected = await inspectVideo(opened.value, options, request, deps, meter, calls.signal);
      if (inspected.ok) meter.enter('done');
      return inspected;
    } finally {
      opened.value.close();
    }
  });
}

async function inspectVideo(
  video: OpenVideo,
  options: ScoreOptions,
  request: InspectRequest,
  deps: ScoreDeps,
  meter: Meter,
  signal: AbortSignal | undefined,
): Promise<Result<Inspection>> {
  if (request.kind === 'patches') {
    const ratePerSecond = options.ratePerSecond ?? DEFAULT_RATE_PER_SECOND;
    return mapPatches({ video, ratePerSecond, meter, signal }, { ...DEFAULT_SLOWFAST, ...options.slowfast });
  }
  meter.enter('loading-model');
  const judge = await openTokenJudge(deps.judges, options.provider);
  if (!judge.ok) return judge;
  const resolved = withWindows(resolveOptions(options, judge.value.sampling), request.sampledFrames);
  const loop = { video, ratePerSecond: resolved.ratePerSecond, meter, signal };
  if (request.kind === 'occlusion') return occludeVideo(loop, judge.value, resolved, deps);
  return slideOver(loop, judge.value, resolved, deps, request);
}

async function slideOver(
  loop: SampleLoop,
  judge: TokenJudge,
  resolved: ResolvedOptions,
  deps: ScoreDeps,
  { sampledFrames, step }: Extract<InspectRequest, { readonly kind: 'windows' }>,
): Promise<Result<Inspection>> {
  assert(sampledFrames % step === 0, 'windows are a whole number of steps long');
  const packers: Packer[] = [];
  try {
    for (let cut = 0; cut < sampledFrames / step; cut++) {
      const chosen = await choosePacker(resolved, judge, deps.packers, () => deps.judges.gpu());
      if (!chosen.ok) return chosen;
      packers.push(chosen.value.packer);
    }
    const ids = askedDimensions(judge, resolved);
    return await scoreWindows({ loop, judge, ids, packers, sampledFrames, step });
  } finally {
    for (const packer of packers) packer.dispose();
  }
}

async function occludeVideo(
  loop: SampleLoop,
  judge: TokenJudge,
  resolved: ResolvedOptions,
  deps: ScoreDeps,
): Promise<Result<Inspection>> {
  const packer = deps.packers.cpu(resolved.slowfast);
  try {
    const ids = askedDimensions(judge, resolved);
    return await occlude({ loop, judge, ids, packer, onRun: () => loop.meter.heartbeat() });
  } finally {
    packer.dispose();
  }
}

function withWindows(resolved: ResolvedOptions, windowFrames: number): ResolvedOptions {
  return { ...resolved, slowfast: { ...resolved.slowfast, windowFrames } };
}
