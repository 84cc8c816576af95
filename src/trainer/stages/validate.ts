import { evaluateAnswers } from '../evaluation/answers';
import type { Network } from '../evaluation/network';
import { evaluateNetwork } from '../evaluation/network';
import type { Form } from '../training/answers';
import { makeWriter } from '../training/writer';
import type { StageRun } from './loop';
import type { Validation } from './stage';

/** Measures a network on the validation split by the score that its form gives. */
export function validator(
  { source, subject, options }: Pick<StageRun, 'source' | 'subject' | 'options'>,
  form: Form,
): (network: Network) => Promise<Validation> {
  const { shape, sight } = subject;
  if (form === 'rating-first') {
    return async (network) => ({
      evaluation: await evaluateNetwork(source, 'validation', network, options.evaluationRows, sight),
    });
  }
  const writer = makeWriter(shape, sight);
  return (network) => evaluateAnswers(source, 'validation', network, options.evaluationRows, writer);
}
