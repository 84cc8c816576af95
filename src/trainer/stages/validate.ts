import { evaluateAnswers } from '../evaluation/answers';
import type { Network } from '../network/network';
import { evaluateNetwork } from '../evaluation/network';
import type { Form } from '../training/answers';
import { makeWriter } from '../training/writer';
import type { StageRun } from './loop';
import type { Validation } from './stage';

/**
 * Measures a network on the validation split in its form; with the rationale first also by the ratings at the prompts,
 * which the cool-off starts from.
 */
export function validator(
  { source, subject, options }: Pick<StageRun, 'source' | 'subject' | 'options'>,
  form: Form,
): (network: Network) => Promise<Validation> {
  const { shape, pathwayMask } = subject;
  const rows = options.evaluationRows;
  const atPrompts = (network: Network) => evaluateNetwork(source, 'validation', network, rows, pathwayMask);
  if (form === 'rating-first') return async (network) => ({ evaluation: await atPrompts(network) });
  const writer = makeWriter(shape, pathwayMask);
  return async (network) => {
    const answers = await evaluateAnswers(source, 'validation', network, rows, writer);
    return { ...answers, atPrompts: await atPrompts(network) };
  };
}
