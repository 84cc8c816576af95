import type { GrpoOptions } from '../../policy';
import type { Tensor, Tensors } from '../engine/jax';
import { np } from '../engine/jax';
import { decode, disposeCrossMemory } from '../network/decoder';
import type { ClipInput } from '../network/forward';
import { encodeForDecoder } from '../network/forward';
import { reader } from '../network/layers';
import { layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { wordLogs } from './loss';

/** Answers that a policy wrote, `perClip` for each clip: N = batch * perClip. */
export type PolicyAnswers = {
  /** int32 [N, length]: prompt and answer; the last word is not fed. */
  words: Tensor;
  /** int32 [N, length]: the word that was chosen next. */
  nextWords: Tensor;
  /** [N, length]: 1 where the policy chose the next word, else 0. */
  chosen: Tensor;
  /** [batch, perClip] */
  fastAllowed: Tensor;
  slowAllowed: Tensor;
};

/** Log-probability of each chosen word, [N, length], 0 elsewhere. Consumes everything given. */
export function policyAnswerLogs(
  banks: Tensors,
  input: ClipInput,
  written: PolicyAnswers,
  shape: NetworkShape,
): Tensor {
  const read = reader(banks, layoutOf(shape));
  const memory = encodeForDecoder(input, read, shape);
  const { words, nextWords, chosen, fastAllowed, slowAllowed } = written;
  const [count, length] = words.shape as [number, number];
  const perClip = fastAllowed.shape[1]!;
  const logits = decode({ words, fastAllowed, slowAllowed, perClip }, memory, read, shape);
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  return wordLogs(logits, nextWords).reshape([count, length]).mul(chosen);
}

/** Rollouts with their advantages and log-probabilities. */
export type PolicyBatch = {
  written: PolicyAnswers;
  /** [N]: group-normalised rewards. */
  advantages: Tensor;
  /** [N, length]: log-probabilities under the policy that wrote them. */
  old: Tensor;
  /** [N, length]: log-probabilities under the reference policy of the KL. */
  reference: Tensor;
};

export type PolicyParts = { surrogate: Tensor; kl: Tensor; clipped: Tensor };

/**
 * GRPO's loss (minus the objective of src/policy/grpo.ts): every word has the advantage of its answer; mean over the
 * words of an answer, then over the answers. [loss, its parts]; `clipped` is the fraction of words whose ratio is
 * clipped. Consumes everything given.
 */
export function policyLoss(
  banks: Tensors,
  input: ClipInput,
  { written, advantages, old, reference }: PolicyBatch,
  shape: NetworkShape,
  { clip, klWeight }: GrpoOptions,
): [Tensor, PolicyParts] {
  const chosen = written.chosen.ref;
  const count = chosen.shape[0]!;
  const share = chosen.ref.div(np.sum(chosen, 1, { keepdims: true }).add(1e-6)).mul(1 / count);
  const logs = policyAnswerLogs(banks, input, written, shape);
  const ratio = np.exp(logs.ref.sub(old));
  const held = np.clip(ratio.ref, 1 - clip, 1 + clip);
  const gain = advantages.reshape([count, 1]);
  const free = ratio.mul(gain.ref);
  const limited = held.mul(gain);
  const surrogate = np.minimum(free.ref, limited.ref);
  const away = reference.sub(logs);
  const k3 = np.exp(away.ref).sub(away).sub(1);
  const mean = (values: Tensor): Tensor => np.sum(values.mul(share.ref));
  const parts = {
    surrogate: mean(surrogate),
    kl: mean(k3),
    clipped: mean(np.where(np.greater(free, limited), np.array(1), np.array(0))),
  };
  share.dispose();
  return [parts.kl.ref.mul(klWeight).sub(parts.surrogate.ref), parts];
}
