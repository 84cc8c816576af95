import { formatPercent } from '../base';
import type { SamplingSummary, VideoInfo } from '../media';
import type { JudgeSampling } from '../judges';
import type { ResolvedOptions } from './options';
import type { DimensionScore } from './report';
import { degradationWords } from './degrade/degradation-name';

/** Fewer sampled frames than this (half a second at 8 a second) show too little motion to judge it. */
const FEW_FRAMES = 4;

/** Above this mean mass outside the levels, the distribution over them says little. */
const MOSTLY_UNPLACED = 0.5;

/** Sentences that qualify a score: what is unusual about the video, and which settings the judge was not trained with. */
export function reportWarnings(
  info: VideoInfo,
  sampling: SamplingSummary,
  options: ResolvedOptions,
  trainedWith: JudgeSampling,
  dimensions: readonly DimensionScore[],
): string[] {
  return [
    ...degradationWarnings(options),
    ...sampling.warnings,
    ...samplingWarnings(info, sampling),
    ...settingWarnings(options, trainedWith),
    ...unplacedWarnings(dimensions),
  ];
}

function unplacedWarnings(dimensions: readonly DimensionScore[]): string[] {
  const masses = dimensions.flatMap(({ unplaced }) => unplaced ?? []);
  const mean = masses.reduce((sum, each) => sum + each, 0) / Math.max(1, masses.length);
  if (mean <= MOSTLY_UNPLACED) return [];
  return [
    `The judge gave ${formatPercent(mean)} of its probability to words other than a level, so its scores say little. Use a model that follows the question.`,
  ];
}

function degradationWarnings({ degradedCopy }: ResolvedOptions): string[] {
  if (degradedCopy === undefined) return [];
  return [
    `A degraded copy was judged, not the clip itself: the clip ${degradationWords(degradedCopy)} after decoding.`,
  ];
}

function samplingWarnings(info: VideoInfo, sampling: SamplingSummary): string[] {
  const { sampledFrames, duplicatedFrames, missingFrames, ratePerSecond, framesDecoded } = sampling;
  const warnings: string[] = [];
  if (framesDecoded === 1) {
    warnings.push('The video has a single frame, so its motion scores mean nothing.');
  } else if (sampledFrames < FEW_FRAMES) {
    warnings.push(`The video is very short (${sampledFrames} sampled frames); its motion scores are uncertain.`);
  }
  if (duplicatedFrames * 2 > sampledFrames) {
    const rate = info.frameRate === undefined ? '' : ` (it has ${info.frameRate.toFixed(1)} frames/s)`;
    warnings.push(
      `${duplicatedFrames} of ${sampledFrames} sampled instants repeat a frame${rate}; choose a sampling rate below ${ratePerSecond} a second.`,
    );
  }
  if (missingFrames > 0) {
    warnings.push(`${missingFrames} instants inside the stated duration show no frame and were not judged.`);
  }
  return warnings;
}

function settingWarnings({ ratePerSecond, slowfast }: ResolvedOptions, trainedWith: JudgeSampling): string[] {
  const warnings: string[] = [];
  const trained = trainedWith.ratePerSecond;
  if (ratePerSecond !== trained) {
    warnings.push(
      `Sampled at ${ratePerSecond} a second; the judge was trained at ${trained} a second, so scores may be less accurate.`,
    );
  }
  const moved =
    slowfast.measure !== 'cosine' ||
    slowfast.patchCosine !== trainedWith.thresholds.patchCosine ||
    slowfast.frameSimilarity !== trainedWith.thresholds.frameSimilarity;
  if (moved) {
    warnings.push('Slow and fast frames were classified with other thresholds than the judge was trained with.');
  }
  return warnings;
}
