import { goldenWindow } from '../../judges';
import type { Network } from '../network/network';
import { networkArtifacts, networkLogits } from './reference';
import { promptQuestion } from '../exported/questions';
import type { ExportedModel } from '../exported/session';

/** Largest difference between a logit of the exported files and the network's own. */
export const EXPORT_TOLERANCE = 1e-4;

/** Windows of several sizes and sequences of several lengths, because the exported graphs have variable sides. */
const CASES = [
  { seed: 1, fastRows: 64, slowRows: 36, more: [] },
  { seed: 2, fastRows: 16, slowRows: 1, more: ['Good', '<think>', 'clear', 'blur'] },
  { seed: 3, fastRows: 208, slowRows: 77, more: ['Poor', '<think>', 'nothing', '</think>', '<end>'] },
];

/** The largest difference of any logit or artifact probability over all cases. */
export async function exportError(network: Network, exported: ExportedModel): Promise<number> {
  let largest = 0;
  for (const { seed, fastRows, slowRows, more } of CASES) {
    const window = goldenWindow(seed, fastRows, slowRows);
    const question = promptQuestion(more);
    const answer = await exported.read(window);
    largest = Math.max(
      largest,
      largestDifference(await networkLogits(network, window, question), await answer.logits(question)),
      largestDifference(await networkArtifacts(network, window), answer.artifacts),
    );
  }
  return largest;
}

/** Infinity where the lengths differ or a value is NaN. */
function largestDifference(wanted: Float32Array, got: Float32Array): number {
  if (got.length !== wanted.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < wanted.length; i++) {
    const difference = Math.abs(wanted[i]! - got[i]!);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
