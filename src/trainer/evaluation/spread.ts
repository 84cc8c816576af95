import { mean } from './mean';

/** Mean and standard deviation (over n - 1) over seeds. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number | undefined;
  readonly seeds: number;
}

/** Undefined where no seed has a value. */
export function spreadOf(values: readonly (number | undefined)[]): Spread | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  const average = mean(known)!;
  const squares = known.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const deviation = known.length < 2 ? undefined : Math.sqrt(squares / (known.length - 1));
  return { mean: average, deviation, seeds: known.length };
}

/** "0.123 ± 0.045" */
export function spreadText(spread: Spread | undefined): string {
  if (spread === undefined) return 'n/a';
  const deviation = spread.deviation === undefined ? '' : ` ± ${spread.deviation.toFixed(3)}`;
  return `${spread.mean.toFixed(3)}${deviation}`;
}
