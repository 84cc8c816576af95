import type { Pathway } from '../../slowfast';
import { FAST_WIDTH, SLOW_WIDTH } from '../../slowfast';
import type { Tensors } from '../engine/jax';
import { jit, nn, read, tensor } from '../engine/jax';
import type { Network } from '../network/network';
import { CLIP_INPUTS, clipInputs, differenceFactor, writeScaled } from '../network/features';
import type { ClipInput } from '../network/forward';
import { artifactLogits } from '../network/artifacts';
import { encodeClips, wordLogits } from '../network/forward';
import { reader } from '../network/layers';
import { layoutOf } from '../network/parameters';
import { UPRIGHT } from '../network/orientation';
import { TrunkRows } from '../network/rows';
import { scaledSummary } from '../network/scalings';
import { upload } from '../training/optimiser';
import { summaryOfTokens } from '../training/summaries';
import type { Question, WindowNumbers } from '../exported/session';

/** Logits of the network itself, which the exported files must reproduce. */
export async function networkLogits(
  network: Network,
  window: WindowNumbers,
  question: Question,
): Promise<Float32Array> {
  const perClip = question.words.length;
  const length = question.words[0]!.length;
  const { shape } = network;
  const run = jit((banks: Tensors, input: ClipInput, sentences: Tensors) =>
    wordLogits(
      banks,
      input,
      {
        words: sentences['words']!,
        fastAllowed: sentences['fastAllowed']!,
        slowAllowed: sentences['slowAllowed']!,
        perClip,
      },
      shape,
    ),
  );
  const sentences: Tensors = {
    words: tensor(Int32Array.from(question.words.flat()), [perClip, length]),
    fastAllowed: tensor(Float32Array.from(question.fastAllowed), [1, perClip]),
    slowAllowed: tensor(Float32Array.from(question.slowAllowed), [1, perClip]),
  };
  const logits = await read(run(upload(network.weights, layoutOf(shape)), windowInput(window, network), sentences));
  run.dispose();
  return logits;
}

/** Probability of each artifact from the network itself, in the order of ARTIFACTS. */
export async function networkArtifacts(network: Network, window: WindowNumbers): Promise<Float32Array> {
  const { shape } = network;
  const layout = layoutOf(shape);
  const run = jit((banks: Tensors, input: ClipInput) => {
    const weight = reader(banks, layout);
    const shares = nn.sigmoid(artifactLogits(encodeClips(input, weight, shape), weight, shape));
    for (const bank of Object.values(banks)) bank.dispose();
    return shares;
  });
  const shares = await read(run(upload(network.weights, layout), windowInput(window, network)));
  run.dispose();
  return shares;
}

function windowInput({ fast, slow, clip }: WindowNumbers, { scalings }: Network): ClipInput {
  const fastRows = new TrunkRows('fast', fast.length / FAST_WIDTH);
  const slowRows = new TrunkRows('slow', slow.length / SLOW_WIDTH);
  const factor = differenceFactor(clip);
  for (let at = 0; at < fast.length; at += FAST_WIDTH)
    fastRows.add(fast, at, undefined, scalings.fast, UPRIGHT, factor);
  for (let at = 0; at < slow.length; at += SLOW_WIDTH) slowRows.add(slow, at, undefined, scalings.slow, UPRIGHT, 1);
  const clips = new Float32Array(CLIP_INPUTS);
  writeScaled(clips, 0, clipInputs(clip), scalings.clip);
  const summary = (pathway: Pathway, tokens: Float32Array): Float32Array =>
    scaledSummary(summaryOfTokens(pathway, tokens, scalings[pathway]), scalings[`${pathway}Summary`]);
  return {
    fast: fastRows.input([summary('fast', fast)]),
    slow: slowRows.input([summary('slow', slow)]),
    clip: tensor(clips, [1, CLIP_INPUTS]),
  };
}
