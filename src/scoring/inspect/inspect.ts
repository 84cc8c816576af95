import type { Result } from '../../base';
import { assert, fail } from '../../base';
import type { OpenVideo } from '../../media';
import type { QualityModel } from '../../judges';
import type { Packer } from '../../slowfast';
import { DEFAULT_SLOWFAST } from '../../slowfast';
import { askedDimensions } from '../dimension-scores';
import type { Meter } from '../meter';
import { createMeter } from '../meter';
import type { ResolvedOptions, ScoreOptions } from '../options';
import { checkOptions, resolveOptions } from '../options';
import { choosePacker } from '../packing';
import type { ScoreCalls, ScoreDeps } from '../score';
import { openClip } from '../degrade/open-clip';
import type { SampleWalk } from './each-sampled-frame';
import type { InspectRequest, Inspection } from './inspection';
import { occlude } from './occlusion';
import { mapPatches } from './patches';
import { scoreWindows } from './windows';

/** Q-Save's sampling rate (4.2.1), for what needs no model that could state its own. */
const USUAL_RATE_PER_SECOND = 8;

export type InspectCalls = Pick<ScoreCalls, 'onProgress' | 'signal'>;

/**
 * Looks at a clip more closely than a report does, with the parts of the same pipeline. Give it the options that the
 * report was made with, and its places are the report's. Same input, same numbers; nothing is thrown.
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
  try {
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
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('internal', `Slowglass failed on this file (${detail}). Please report it, with the file if you can.`);
  }
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
    const ratePerSecond = options.ratePerSecond ?? USUAL_RATE_PER_SECOND;
    return mapPatches({ video, ratePerSecond, meter, signal }, { ...DEFAULT_SLOWFAST, ...options.slowfast });
  }
  meter.enter('loading-model');
  const model = await deps.models.model(options.provider ?? 'auto');
  if (!model.ok) return model;
  const resolved = withWindows(resolveOptions(options, model.value.manifest), request.sampledFrames);
  const walk = { video, ratePerSecond: resolved.ratePerSecond, meter, signal };
  if (request.kind === 'occlusion') return occludeVideo(walk, model.value, resolved, deps);
  return slideOver(walk, model.value, resolved, deps, request);
}

async function slideOver(
  walk: SampleWalk,
  model: QualityModel,
  resolved: ResolvedOptions,
  deps: ScoreDeps,
  { sampledFrames, step }: Extract<InspectRequest, { readonly kind: 'windows' }>,
): Promise<Result<Inspection>> {
  assert(sampledFrames % step === 0, 'windows are a whole number of steps long');
  const packers: Packer[] = [];
  try {
    for (let cut = 0; cut < sampledFrames / step; cut++) {
      const chosen = await choosePacker(resolved, model, deps.packers, () => deps.models.gpu());
      if (!chosen.ok) return chosen;
      packers.push(chosen.value.packer);
    }
    const ids = askedDimensions(model.manifest, resolved.profiles);
    return await scoreWindows({ walk, model, ids, packers, sampledFrames, step, now: () => deps.now() });
  } finally {
    for (const packer of packers) packer.dispose();
  }
}

async function occludeVideo(
  walk: SampleWalk,
  model: QualityModel,
  resolved: ResolvedOptions,
  deps: ScoreDeps,
): Promise<Result<Inspection>> {
  const packer = deps.packers.cpu(resolved.slowfast);
  try {
    const ids = askedDimensions(model.manifest, resolved.profiles);
    return await occlude({ walk, model, ids, packer, onRun: () => walk.meter.heartbeat() });
  } finally {
    packer.dispose();
  }
}

function withWindows(resolved: ResolvedOptions, windowFrames: number): ResolvedOptions {
  return { ...resolved, slowfast: { ...resolved.slowfast, windowFrames } };
}
