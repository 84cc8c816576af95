import type { ScoreOptions, ScoreReport } from '../../../scoring';
import { DEFAULT_SLOWFAST } from '../../../slowfast';

/** Frames sampled a second that the page offers: Q-Save's 8, UltraVQA's 2, and some around them. */
export const RATES_PER_SECOND = [1, 2, 4, 8, 16] as const;

/** What the options panel offers; applied to the next run. */
export interface Choices {
  readonly ratePerSecond: (typeof RATES_PER_SECOND)[number];
  readonly frameSimilarity: number;
  readonly patchCosine: number;
  readonly measure: 'cosine' | 'luma';
  readonly lumaDifference: number;
  readonly provider: 'auto' | 'wasm' | 'webgpu';
}

export const DEFAULT_CHOICES: Choices = {
  ratePerSecond: 8,
  frameSimilarity: DEFAULT_SLOWFAST.frameSimilarity,
  patchCosine: DEFAULT_SLOWFAST.patchCosine,
  measure: DEFAULT_SLOWFAST.measure,
  lumaDifference: DEFAULT_SLOWFAST.lumaDifference,
  provider: 'auto',
};

/**
 * Both profiles are always scored: they share the encoder's run, and the profile switch then costs nothing. A forced
 * provider forces the packing too, or choosing WebGPU would leave half of the work on the CPU.
 */
export function toScoreOptions(choices: Choices, explain: boolean): ScoreOptions {
  const { ratePerSecond, provider, frameSimilarity, patchCosine, measure, lumaDifference } = choices;
  return {
    profile: 'both',
    ratePerSecond,
    provider,
    packing: provider === 'wasm' ? 'cpu' : provider,
    slowfast: { frameSimilarity, patchCosine, measure, lumaDifference },
    explain,
  };
}

export function isDefault(choices: Choices): boolean {
  return (Object.keys(DEFAULT_CHOICES) as (keyof Choices)[]).every((key) => choices[key] === DEFAULT_CHOICES[key]);
}

/** The choices that a report was made with, as far as the page offers them; where the model ran stays as it is chosen. */
export function choicesOf({ slowfast, sampling }: ScoreReport): Omit<Choices, 'provider'> {
  const { frameSimilarity, patchCosine, measure, lumaDifference } = slowfast.options;
  const { ratePerSecond: usual } = DEFAULT_CHOICES;
  const ratePerSecond = RATES_PER_SECOND.find((rate) => rate === sampling.ratePerSecond) ?? usual;
  return { ratePerSecond, frameSimilarity, patchCosine, measure, lumaDifference };
}

/** True when a report was made with other settings than the panel shows, so that a rescore would change something. */
export function differsFrom(choices: Choices, report: ScoreReport): boolean {
  const { options } = report.slowfast;
  return (
    choices.ratePerSecond !== report.sampling.ratePerSecond ||
    choices.frameSimilarity !== options.frameSimilarity ||
    choices.measure !== options.measure ||
    (choices.measure === 'cosine'
      ? choices.patchCosine !== options.patchCosine
      : choices.lumaDifference !== options.lumaDifference) ||
    (choices.provider !== 'auto' && choices.provider !== report.judge.provider)
  );
}
