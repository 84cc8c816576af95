import { VERSION } from '../base';
import type { VideoInfo } from '../media';
import type { JudgeDescription } from '../judges';
import { dimensionScores } from './dimension-scores';
import { reportedArtifacts } from './artifacts';
import type { ResolvedOptions } from './options';
import { REPORT_VERSION } from './report';
import type { ScoreReport } from './report';
import type { Walked } from './walk';
import { reportWarnings } from './warnings';
import type { WindowSource } from './window-source';

export interface ReportParts {
  /** File name or path as given. */
  readonly name: string;
  readonly info: VideoInfo;
  readonly judge: JudgeDescription;
  readonly options: ResolvedOptions;
  readonly windows: Pick<WindowSource, 'backend' | 'reason'>;
  readonly walked: Walked;
  /** Milliseconds since the scoring started. */
  readonly total: number;
}

export function buildReport({ name, info, judge, options, windows, walked, total }: ReportParts): ScoreReport {
  const { sampling, windowResults, rationales, milliseconds } = walked;
  const frames = windowResults.flatMap((windowResult) => windowResult.frames);
  const slowFrames = frames.filter(({ pathway }) => pathway === 'slow').length;
  const dimensions = dimensionScores(judge, options, windowResults, rationales);
  return {
    schema: REPORT_VERSION,
    version: VERSION,
    video: name,
    info,
    ...(options.degradedCopy === undefined ? {} : { degradedCopy: options.degradedCopy }),
    ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
    dimensions,
    ...(judge.artifacts.length === 0 ? {} : { artifacts: reportedArtifacts(windowResults) }),
    sampling,
    slowfast: {
      options: options.slowfast,
      backend: windows.backend,
      reason: windows.reason,
      slowFrames,
      fastFrames: frames.length - slowFrames,
      frames,
    },
    windows: windowResults.map((windowResult) => ({
      start: windowResult.start,
      end: windowResult.end,
      sampledFrames: windowResult.frames.length,
      tokensPerSlowFrame: windowResult.tokensPerSlowFrame,
      tokensSpent: windowResult.tokensSpent,
      ...(windowResult.frameTokens === undefined ? {} : { frameTokens: windowResult.frameTokens }),
    })),
    judge: judge.identity,
    timings: { total, ...milliseconds },
    warnings: reportWarnings(info, sampling, options, judge.sampling, dimensions),
  };
}
