import { LEAST_REPORTED_PROBABILITY, tag } from '../quality';
import type { WindowResult } from './judge-windows';
import type { ReportedArtifact } from './report';

/**
 * The artifacts of a video with at least the probability `LEAST_REPORTED_PROBABILITY`, most probable first. An artifact's probability
 * is that of the window that shows it most, not the mean: an artifact in one window is an artifact of the video.
 */
export function reportedArtifacts(windowResults: readonly WindowResult[]): ReportedArtifact[] {
  const ids = windowResults[0]?.artifacts.map((artifact) => artifact.tag) ?? [];
  return ids
    .map((id, place): ReportedArtifact => {
      const windowProbabilities = windowResults.map(({ artifacts }) => artifacts[place]!.probability);
      const probability = Math.max(...windowProbabilities);
      return {
        tag: id,
        words: tag(id).words,
        probability,
        window: windowProbabilities.indexOf(probability),
        windowProbabilities,
      };
    })
    .filter(({ probability }) => probability >= LEAST_REPORTED_PROBABILITY)
    .toSorted((a, b) => b.probability - a.probability);
}
