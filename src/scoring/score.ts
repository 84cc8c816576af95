import type { Result } from '../base';
import { fail, ok } from '../base';
import type { OpenVideo } from '../media';
import { createMeter } from './meter';
import type { ModelShelf } from './models';
import type { ScoreOptions } from './options';
import { checkOptions, resolveOptions } from './options';
import type { Packers } from './packing';
import { choosePacker } from './packing';
import type { ScoreReport } from './report';
import { buildReport } from './report-build';
import type { ScoreCallbacks } from './transport/service';
import { openClip } from './degrade/open-clip';
import { walkVideo } from './walk';

/** What the pipeline needs of its platform; all else is the same in a browser's worker and in Node. */
export interface ScoreDeps {
  readonly models: ModelShelf;
  readonly packers: Packers;
  openVideo(file: Blob): Promise<Result<OpenVideo>>;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface ScoreCalls extends ScoreCallbacks {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The one pipeline: opens a video, samples it, tells slow frames from fast ones, packs windows, judges them and makes
 * the report. Same input, same numbers; only `timings` differ from run to run. Nothing is thrown.
 *
 * @param name file name or path, as it is to stand in the report.
 */
export async function score(
  file: Blob,
  name: string,
  options: ScoreOptions,
  deps: ScoreDeps,
  calls: ScoreCalls = {},
): Promise<Result<ScoreReport>> {
  try {
    return await scoreFile(file, name, options, deps, calls);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('internal', `Slowglass failed on this file (${detail}). Please report it, with the file if you can.`);
  }
}

async function scoreFile(
  file: Blob,
  name: string,
  options: ScoreOptions,
  deps: ScoreDeps,
  calls: ScoreCalls,
): Promise<Result<ScoreReport>> {
  const checked = checkOptions(options);
  if (!checked.ok) return checked;
  const started = deps.now();
  const meter = createMeter(calls.onProgress, () => deps.now());
  meter.enter('opening');
  const opened = await openClip(file, options, (each) => deps.openVideo(each));
  if (!opened.ok) return opened;
  const video = opened.value;
  try {
    meter.enter('loading-model');
    const model = await deps.models.model(options.provider ?? 'auto');
    if (!model.ok) return model;
    const resolved = resolveOptions(options, model.value.manifest);
    const chosen = await choosePacker(resolved, model.value, deps.packers, () => deps.models.gpu());
    if (!chosen.ok) return chosen;
    const { packer } = chosen.value;
    try {
      const walked = await walkVideo({
        video,
        model: model.value,
        packer,
        options: resolved,
        meter,
        onThumbnail: calls.onThumbnail,
        onWords: calls.onWords,
        signal: calls.signal,
        now: () => deps.now(),
      });
      if (!walked.ok) return walked;
      const report = buildReport({
        name,
        info: video.info,
        model: model.value,
        options: resolved,
        chosen: chosen.value,
        walked: walked.value,
        total: deps.now() - started,
      });
      meter.enter('done');
      return ok(report);
    } finally {
      packer.dispose();
    }
  } finally {
    video.close();
  }
}
