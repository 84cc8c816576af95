import type { SamplingSummary, VideoInfo } from '../media';
import type { Manifest } from '../judges';
import type { ResolvedOptions } from './options';
import { degradationWords } from './degrade/degradation-name';

/** Fewer moments than this (half a second at 8 a second) show too little for an opinion on motion. */
const FEW_FRAMES = 4;

/** Sentences that qualify a score: what was odd about the video, and where the settings leave what the model knows. */
export function reportWarnings(
  info: VideoInfo,
  sampling: SamplingSummary,
  options: ResolvedOptions,
  manifest: Manifest,
): string[] {
  return [
    ...degradationWarnings(options),
    ...sampling.warnings,
    ...samplingWarnings(info, sampling),
    ...settingWarnings(options, manifest),
  ];
}

function degradationWarnings({ degradedCopy }: ResolvedOptions): string[] {
  if (degradedCopy === undefined) return [];
  return [
    `A counterfactual: not the clip itself was judged, but the clip ${degradationWords(degradedCopy)}, on purpose, after decoding.`,
  ];
}

function samplingWarnings(info: VideoInfo, sampling: SamplingSummary): string[] {
  const { sampledFrames, duplicatedFrames, missingFrames, ratePerSecond, framesDecoded } = sampling;
  const warnings: string[] = [];
  if (framesDecoded === 1) {
    warnings.push('The video has a single frame, so its motion scores say nothing.');
  } else if (sampledFrames < FEW_FRAMES) {
    warnings.push(`The video is very short (${sampledFrames} sampled frames); its motion scores rest on little.`);
  }
  if (duplicatedFrames * 2 > sampledFrames) {
    const rate = info.frameRate === undefined ? '' : ` (it has ${info.frameRate.toFixed(1)} frames/s)`;
    warnings.push(
      `${duplicatedFrames} of ${sampledFrames} sampled instants repeat a frame${rate}; sample at less than ${ratePerSecond} a second.`,
    );
  }
  if (missingFrames > 0) {
    warnings.push(`${missingFrames} instants inside the stated duration show no frame and were not judged.`);
  }
  return warnings;
}

function settingWarnings({ ratePerSecond, slowfast }: ResolvedOptions, manifest: Manifest): string[] {
  const warnings: string[] = [];
  const own = manifest.sampling.ratePerSecond;
  if (ratePerSecond !== own) {
    warnings.push(`Sampled at ${ratePerSecond} a second; the model learned at ${own} a second, so scores may be off.`);
  }
  const moved =
    slowfast.measure !== 'cosine' ||
    slowfast.patchCosine !== manifest.slowfast.patchCosine ||
    slowfast.frameSimilarity !== manifest.slowfast.frameSimilarity;
  if (moved) {
    warnings.push('Slow and fast frames were told apart by other thresholds than the model learned with.');
  }
  return warnings;
}
