import type { VideoInfo } from '../media/video';
import type { QualityModel } from '../model/quality-model';
import { askedDimensions, dimensionScores } from './dimension-scores';
import { reportedFaults } from './faults';
import type { ResolvedOptions } from './options';
import type { ChosenPacker } from './packing';
import { REPORT_VERSION } from './report';
import type { ScoreReport } from './report';
import type { Walked } from './walk';
import { reportWarnings } from './warnings';

export interface ReportParts {
  /** File name or path as given. */
  readonly name: string;
  readonly info: VideoInfo;
  readonly model: QualityModel;
  readonly options: ResolvedOptions;
  readonly chosen: ChosenPacker;
  readonly walked: Walked;
  /** Milliseconds from the file to here. */
  readonly total: number;
}

export function buildReport({ name, info, model, options, chosen, walked, total }: ReportParts): ScoreReport {
  const { manifest, sha256, provider, reason } = model;
  const { sampling, verdicts, writings, milliseconds } = walked;
  const frames = verdicts.flatMap((verdict) => verdict.frames);
  const slowFrames = frames.filter(({ pathway }) => pathway === 'slow').length;
  return {
    schema: REPORT_VERSION,
    video: name,
    info,
    ...(options.twin === undefined ? {} : { twin: options.twin }),
    dimensions: dimensionScores(options.profiles, askedDimensions(manifest, options.profiles), verdicts, writings),
    ...(manifest.faults.length === 0 ? {} : { faults: reportedFaults(verdicts) }),
    sampling,
    slowfast: {
      options: options.slowfast,
      backend: chosen.packer.backend,
      reason: chosen.reason,
      slowFrames,
      fastFrames: frames.length - slowFrames,
      frames,
    },
    windows: verdicts.map((verdict) => ({
      start: verdict.start,
      end: verdict.end,
      moments: verdict.frames.length,
      tokensPerSlowFrame: verdict.tokensPerSlowFrame,
      tokensSpent: verdict.tokensSpent,
    })),
    model: { name: manifest.name, version: manifest.version, sha256, provider, reason },
    timings: { total, ...milliseconds },
    warnings: reportWarnings(info, sampling, options, manifest),
  };
}
