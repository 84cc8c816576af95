import type { Result } from '../base';
import { fail, ok } from '../base';
import type { Manifest } from '../judges';
import type { ProfileId } from '../quality';
import { PROFILES } from '../quality';
import type { SlowFastOptions } from '../slowfast';
import { DEFAULT_SLOWFAST } from '../slowfast';
import type { DegradationName } from './degrade/degradation-name';
import { DEGRADATION_NAMES } from './degrade/degradation-name';

export const PROFILE_CHOICES = ['ultravqa', 'q-save', 'both'] as const;
export const PROVIDER_CHOICES = ['auto', 'wasm', 'webgpu'] as const;
export const PACKING_CHOICES = ['auto', 'cpu', 'webgpu'] as const;

export const MIN_RATE_PER_SECOND = 0.5;
export const MAX_RATE_PER_SECOND = 60;

/** The thresholds of the slow-fast split that a person may move; window and budget belong to the model. */
export type SlowFastThresholds = Pick<
  SlowFastOptions,
  'patchCosine' | 'frameSimilarity' | 'measure' | 'lumaDifference'
>;

/** What a caller may ask for; everything has a default. Plain data: it crosses to the worker and into saved links. */
export interface ScoreOptions {
  /** Whose opinion: any video (`ultravqa`), generated video (`q-save`), or both. Default both. */
  readonly profile?: (typeof PROFILE_CHOICES)[number];
  /** Sampled instants a second. Default: what the model was trained at. */
  readonly ratePerSecond?: number;
  /** Where the model runs. `auto`: WebGPU on a hardware adapter, else wasm. */
  readonly provider?: (typeof PROVIDER_CHOICES)[number];
  /** Where frames are compared and packed. `auto`: where the model runs. */
  readonly packing?: (typeof PACKING_CHOICES)[number];
  readonly slowfast?: Partial<SlowFastThresholds>;
  /** Also write each dimension's rationale. Default false: it costs up to 14 more decoder runs a dimension. */
  readonly explain?: boolean;
  /** Judge the clip's degraded twin in its place: a counterfactual. Default: the clip itself. */
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
    thresholdProblem(options.slowfast ?? {});
  return problem === undefined ? ok(undefined) : fail('invalid-option', problem);
}

/** Fills checked options in with the defaults and the model's own numbers. */
export function resolveOptions(options: ScoreOptions, manifest: Manifest): ResolvedOptions {
  const { profile = 'both', provider = 'auto', packing = 'auto', explain = false } = options;
  const { layout: _layout, ...budget } = manifest.packing;
  return {
    profiles: profile === 'both' ? (Object.keys(PROFILES) as ProfileId[]) : [profile],
    ratePerSecond: options.ratePerSecond ?? manifest.sampling.ratePerSecond,
    provider,
    packing,
    slowfast: {
      ...DEFAULT_SLOWFAST,
      ...manifest.slowfast,
      ...withoutUndefined(options.slowfast ?? {}),
      windowFrames: manifest.sampling.windowFrames,
      budget,
    },
    explain,
    degradedCopy: options.degradedCopy,
  };
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
