import type { Result } from '../base';
import { ok } from '../base';
import type { Judge, Judges } from '../judges';
import type { OpenVideo } from '../media';
import { readMetadataTags } from '../media';
import { dimension } from '../quality';
import type { ClipPrompt } from './clip-prompt';
import { MAX_PROMPT_CHARACTERS } from './clip-prompt';
import { guarded } from './endings';
import { createMeter } from './meter';
import type { ResolvedOptions, ScoreOptions } from './options';
import { checkOptions, resolveOptions } from './options';
import type { Packers } from './packing';
import { promptInTags } from './metadata-prompt';
import { choosePacker } from './packing';
import type { ScoreReport } from './report';
import { buildReport } from './report-build';
import type { ScoreCallbacks } from './transport/service';
import { openClip } from './degrade/open-clip';
import { frameWindows } from './frame-windows';
import { walkVideo } from './walk';
import { withHeartbeat } from './with-heartbeat';
import type { WindowSource } from './window-source';
import { tokenWindows } from './window-source';

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
    const judge = await withHeartbeat(meter, () => deps.judges.open(options.provider ?? 'auto'));
    if (!judge.ok) return judge;
    const prompt = options.prompt ?? (await promptInFile(file, judge.value));
    const resolved = resolveOptions({ ...options, ...(prompt === undefined ? {} : { prompt }) }, judge.value.sampling);
    const opening = await openWindows(judge.value, resolved, deps);
    if (!opening.ok) return opening;
    const windows = opening.value;
    try {
      const walked = await walkVideo({
        video,
        judge: judge.value,
        windows,
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
        windows,
        walked: walked.value,
        total: deps.now() - started,
      });
      meter.enter('done');
      return ok(report);
    } finally {
      windows.dispose();
    }
  } finally {
    video.close();
  }
}

/** The windows that the judge reads: packed tokens or pictures. */
async function openWindows(judge: Judge, resolved: ResolvedOptions, deps: ScoreDeps): Promise<Result<WindowSource>> {
  if (judge.reads === 'frames') return ok(frameWindows(judge, resolved.slowfast));
  const chosen = await choosePacker(resolved, judge, deps.packers, () => deps.judges.gpu());
  return chosen.ok ? ok(tokenWindows(judge, chosen.value)) : chosen;
}

/** The prompt in the file's own tags, for a judge that can use one. */
async function promptInFile(file: Blob, { dimensions }: Judge): Promise<ClipPrompt | undefined> {
  if (!dimensions.some((id) => dimension(id).needsText)) return undefined;
  const text = promptInTags(await readMetadataTags(file));
  return text === undefined ? undefined : { text: text.slice(0, MAX_PROMPT_CHARACTERS), source: 'metadata' };
}
