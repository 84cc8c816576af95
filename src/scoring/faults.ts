import { WORTH_A_LINE } from '../quality/fault-guide';
import { tag } from '../quality/tags';
import type { WindowVerdict } from './judge-line';
import type { ReportedFault } from './report';

/**
 * The faults of a video that are worth a line, surest first. A fault that strikes once is there: its probability is that
 * of the window that shows it most, and not the mean.
 */
export function reportedFaults(verdicts: readonly WindowVerdict[]): ReportedFault[] {
  const ids = verdicts[0]?.faults.map((fault) => fault.tag) ?? [];
  return ids
    .map((id, place): ReportedFault => {
      const windowProbabilities = verdicts.map(({ faults }) => faults[place]!.probability);
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
