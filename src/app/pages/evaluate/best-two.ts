export interface BestTwo {
  readonly best: number | undefined;
  readonly second: number | undefined;
}

/** The best and second best of a column's numbers. Equal numbers share a place, and missing ones take none. */
export function bestTwo(values: readonly (number | null | undefined)[], better: 'high' | 'low'): BestTwo {
  const sign = better === 'high' ? -1 : 1;
  const distinct = [...new Set(values.filter((value) => value !== null && value !== undefined))];
  distinct.sort((a, b) => sign * (a - b));
  return { best: distinct[0], second: distinct[1] };
}

/** CSS class of a best or second best cell, else empty. */
export function placeClass(value: number | null | undefined, { best, second }: BestTwo): string {
  if (value === null || value === undefined) return '';
  if (value === best) return 'best';
  return value === second ? 'second' : '';
}
