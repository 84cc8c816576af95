import type { Result } from '../base';
import { ok } from '../base';
import type { Judges } from '../judges';
import type { OpenVideo } from '../media';
import { guarded } from './endings';
import { createMeter } from './meter';
import { openTokenJudge } from './open-judge';
import type { ScoreOptions } from './options';
import { checkOptions, resolveOptions } from './options';
import type { Packers } from './packing';
import { choosePacker } from './packing';
import type { ScoreReport } from './report';
import { buildReport } from './report-build';
import type { ScoreCallbacks } from './transport/service';
import { openClip } from './degrade/open-clip';
import { walkVideo } from './walk';

/** What the pipeline needs from its platform. Everything else is the same in a browser's worker and in Node. */
export interface ScoreDeps {
  readonly judges: Judges;
  readonly packers: Packers;
  openVideo(file: Blob): Promise<Result<OpenVideo>>;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface ScoreCalls extends ScoreCallbacks {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The pipeline: opens a video, samples it, classifies slow and fast frames, packs windows, judges them and builds the
 * report. The same input gives the same numbers; only `timings` differ from run to run. It never throws.
 *
 * @param name file name or path, as the report states it.
 */
export function score(
  file: Blob,
  name: string,
  options: ScoreOptions,
  deps: ScoreDeps,
  calls: ScoreCalls = {},
): Promise<Result<ScoreReport>> {
  return guarded(() => scoreFile(file, name, options, deps, calls));
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
    const judge = await openTokenJudge(deps.judges, options.provider);
    if (!judge.ok) return judge;
    const resolved = resolveOptions(options, judge.value.sampling);
    const chosen = await choosePacker(resolved, judge.value, deps.packers, () => deps.judges.gpu());
    if (!chosen.ok) return chosen;
    const { packer } = chosen.value;
    try {
      const walked = await walkVideo({
        video,
        judge: judge.value,
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
        judge: judge.value,
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
