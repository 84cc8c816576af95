import { goldenWindow } from '../../judges';
import { promptOf } from '../../quality';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Network } from '../evaluation/network';
import { PATHWAYS, wordId } from '../network/shape';
import { networkArtifacts, networkLogits } from './reference';
import type { ExportedModel, Question } from './session';

/** Largest difference between a logit of the exported files and the network's own. */
export const EXPORT_TOLERANCE = 1e-4;

/** Every dimension's prompt, one row each; `more` words follow each prompt. */
export function promptQuestion(more: readonly string[] = []): Question {
  const allowed = (pathway: 'fast' | 'slow'): number[] =>
    TRAINED_DIMENSIONS.map((id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
  return {
    words: TRAINED_DIMENSIONS.map((id) => [...promptOf(id), ...more].map(wordId)),
    fastAllowed: allowed('fast'),
    slowAllowed: allowed('slow'),
  };
}

/** Windows of several sizes, and sentences of several lengths: the exported graphs' sides must really vary. */
const CASES = [
  { seed: 1, fastRows: 64, slowRows: 36, more: [] },
  { seed: 2, fastRows: 16, slowRows: 1, more: ['Good', '<think>', 'clear', 'blur'] },
  { seed: 3, fastRows: 208, slowRows: 77, more: ['Poor', '<think>', 'nothing', '</think>', '<end>'] },
];

/** The largest difference of any logit, and of any fault's probability, over all cases. */
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

/** Infinity where the lengths differ or a number is none. */
function largestDifference(wanted: Float32Array, got: Float32Array): number {
  if (got.length !== wanted.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < wanted.length; i++) {
    const difference = Math.abs(wanted[i]! - got[i]!);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
