import { WORTH_A_LINE, tag } from '../quality';
import type { WindowResult } from './judge-line';
import type { ReportedArtifact } from './report';

/**
 * The faults of a video that are worth a line, surest first. A fault that strikes once is there: its probability is that
 * of the window that shows it most, and not the mean.
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
    .filter(({ probability }) => probability >= WORTH_A_LINE)
    .toSorted((a, b) => b.probability - a.probability);
}
