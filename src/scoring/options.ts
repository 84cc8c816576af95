import type { Result } from '../base';
import { fail, ok } from '../base';
import type { JudgeSampling } from '../judges';
import type { ProfileId } from '../quality';
import { PROFILES } from '../quality';
import type { SlowFastOptions } from '../slowfast';
import { DEFAULT_SLOWFAST } from '../slowfast';
import type { DegradationName } from './degrade/degradation-name';
import { DEGRADATION_NAMES } from './degrade/degradation-name';
import type { ClipPrompt } from './clip-prompt';
import { MAX_PROMPT_CHARACTERS } from './clip-prompt';

export const PROFILE_CHOICES = ['ultravqa', 'q-save', 'both'] as const;
export const PROVIDER_CHOICES = ['auto', 'wasm', 'webgpu'] as const;
export const PACKING_CHOICES = ['auto', 'cpu', 'webgpu'] as const;

/** Q-Save's sampling rate (4.2.1), where no judge states its own. */
export const DEFAULT_RATE_PER_SECOND = 8;
export const MIN_RATE_PER_SECOND = 0.5;
export const MAX_RATE_PER_SECOND = 60;

/** The options of the slow-fast split that a caller may set; window and budget are the judge's. */
export type SlowFastThresholds = Pick<
  SlowFastOptions,
  'patchCosine' | 'frameSimilarity' | 'measure' | 'lumaDifference'
>;

/** Options of a scoring; everything has a default. Plain data: it crosses to the worker and into saved links. */
export interface ScoreOptions {
  /** Which dimensions: those for any video (`ultravqa`), for generated video (`q-save`), or both. Default both. */
  readonly profile?: (typeof PROFILE_CHOICES)[number];
  /** Sampled frames a second. Default: the rate that the judge was trained at. */
  readonly ratePerSecond?: number;
  /** Where the judge runs. `auto`: WebGPU on a hardware adapter, else wasm. */
  readonly provider?: (typeof PROVIDER_CHOICES)[number];
  /** Where frames are compared and packed. `auto`: where the judge runs. */
  readonly packing?: (typeof PACKING_CHOICES)[number];
  readonly slowfast?: Partial<SlowFastThresholds>;
  /** Also write each dimension's rationale, word by word, which takes longer. Default false. */
  readonly explain?: boolean;
  /** The text that the clip was generated from: judges that read need it for text alignment. */
  readonly prompt?: ClipPrompt;
  /** Judge a degraded copy of the clip in its place. Default: the clip itself. */
  readonly degradedCopy?: DegradationName;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly profiles: readonly ProfileId[];
  readonly ratePerSecond: number;
  readonly provider: (typeof PROVIDER_CHOICES)[number];
  readonly packing: (typeof PACKING_CHOICES)[number];
  readonly slowfast: SlowFastOptions;
  readonly explain: boolean;
  readonly degradedCopy: DegradationName | undefined;
  /** Undefined where it is blank. */
  readonly prompt: ClipPrompt | undefined;
}

/** Checks untrusted options. The failure names the option and the rule. */
export function checkOptions(options: ScoreOptions): Result<undefined> {
  const { profile = 'both', provider = 'auto', packing = 'auto', ratePerSecond = 1 } = options;
  const problem =
    oneOf('profile', profile, PROFILE_CHOICES) ??
    oneOf('provider', provider, PROVIDER_CHOICES) ??
    oneOf('packing', packing, PACKING_CHOICES) ??
    inRange('sampling rate', ratePerSecond, MIN_RATE_PER_SECOND, MAX_RATE_PER_SECOND) ??
    (options.degradedCopy === undefined ? undefined : oneOf('degradedCopy', options.degradedCopy, DEGRADATION_NAMES)) ??
    promptProblem(options.prompt?.text ?? '') ??
    thresholdProblem(options.slowfast ?? {});
  return problem === undefined ? ok(undefined) : fail('invalid-option', problem);
}

/** Fills checked options in with the defaults and the judge's own sampling. */
export function resolveOptions(options: ScoreOptions, sampling: JudgeSampling): ResolvedOptions {
  const { profile = 'both', provider = 'auto', packing = 'auto', explain = false } = options;
  return {
    profiles: profile === 'both' ? (Object.keys(PROFILES) as ProfileId[]) : [profile],
    ratePerSecond: options.ratePerSecond ?? sampling.ratePerSecond,
    provider,
    packing,
    slowfast: {
      ...DEFAULT_SLOWFAST,
      ...sampling.thresholds,
      ...withoutUndefined(options.slowfast ?? {}),
      windowFrames: sampling.windowFrames,
      budget: sampling.budget,
    },
    explain,
    degradedCopy: options.degradedCopy,
    prompt: options.prompt === undefined || options.prompt.text.trim() === '' ? undefined : options.prompt,
  };
}

function promptProblem(text: string): string | undefined {
  if (text.length <= MAX_PROMPT_CHARACTERS) return undefined;
  return `The prompt has ${text.length} characters; at most ${MAX_PROMPT_CHARACTERS} are read. Shorten it.`;
}

function thresholdProblem(thresholds: Partial<SlowFastThresholds>): string | undefined {
  const { patchCosine = 0, frameSimilarity = 0, lumaDifference = 0, measure = 'cosine' } = thresholds;
  return (
    inRange('patch cosine threshold', patchCosine, 0, 1) ??
    inRange('frame similarity threshold', frameSimilarity, 0, 1) ??
    inRange('luma difference', lumaDifference, 0, 255) ??
    oneOf('similarity measure', measure, ['cosine', 'luma'])
  );
}

function oneOf(what: string, value: string, choices: readonly string[]): string | undefined {
  if (choices.includes(value)) return undefined;
  return `The ${what} "${value}" is not known. Choose one of: ${choices.join(', ')}.`;
}

function inRange(what: string, value: number, low: number, high: number): string | undefined {
  if (value >= low && value <= high) return undefined;
  return `The ${what} is ${value}; it must be a number from ${low} to ${high}.`;
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
