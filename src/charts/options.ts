/** What an option must be. `rule` completes the sentence "heightPx must be ...". */
export interface OptionRule {
  readonly rule: string;
  readonly holds: (value: number) => boolean;
}

export type OptionRules<Options> = { readonly [Name in keyof Options]: OptionRule };

export function atLeast(least: number): OptionRule {
  return { rule: `at least ${least}`, holds: (value) => Number.isFinite(value) && value >= least };
}

export function between(least: number, most: number): OptionRule {
  return { rule: `from ${least} to ${most}`, holds: (value) => value >= least && value <= most };
}

/** Options over their defaults. Throws a `RangeError` that names the chart, the option and its rule. */
export function withDefaults<Options extends { readonly [Name in keyof Options]: number }>(
  chart: string,
  defaults: Options,
  rules: OptionRules<Options>,
  given: Partial<Options>,
): Options {
  const unknown = Object.keys(given).find((name) => !(name in defaults));
  if (unknown !== undefined) {
    throw new RangeError(`${chart} has no option ${unknown}. It has ${Object.keys(defaults).join(', ')}.`);
  }
  const options = { ...defaults, ...given };
  for (const name of Object.keys(rules) as (keyof Options & string)[]) {
    const { rule, holds } = rules[name];
    if (!holds(options[name])) throw new RangeError(`${chart}: ${name} must be ${rule}, but is ${options[name]}.`);
  }
  return options;
}

/** The only option of many charts. */
export interface HeightOption {
  /** Height of the picture, CSS pixels. */
  readonly heightPx: number;
}

/** Below this no axis has room. */
const LEAST_HEIGHT_PX = 60;

/** Declares `heightPx` with its default. */
export function heightOption(heightPx: number): {
  readonly defaults: HeightOption;
  readonly validate: OptionRules<HeightOption>;
  readonly height: (data: unknown, options: HeightOption) => number;
} {
  return {
    defaults: { heightPx },
    validate: { heightPx: atLeast(LEAST_HEIGHT_PX) },
    height: (_data, options) => options.heightPx,
  };
}
