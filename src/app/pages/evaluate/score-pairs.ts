import type { Vote } from '../../../statistics';
import { tuneTieThreshold, votesOfScores } from '../../../statistics';
import type { Column, Table } from '../../tables';
import { columnNamed } from '../../tables';

/** A method that scores each side of a pair, in two columns such as `vqa_left` and `vqa_right`. */
export interface ScorePair {
  readonly name: string;
  /** Left minus right for each row. NaN where either is missing. */
  readonly differences: Float64Array;
}

/** The largest difference of two scores that is a tie, and whether it was tuned. */
export interface TieRule {
  readonly threshold: number;
  /** True where it was tuned on these pairs. */
  readonly tuned: boolean;
}

const SIDES = [
  ['left', 'right'],
  ['a', 'b'],
  ['1', '2'],
] as const;

/** Two columns whose names differ only in the side, and the name without it. */
export function sidedColumns(
  table: Table,
): readonly { readonly name: string; readonly left: Column; readonly right: Column }[] {
  return table.columns.flatMap((left) => {
    for (const [first, second] of SIDES) {
      const side = new RegExp(`(^|[_\\s.-])${first}(?=$|[_\\s.-])`, 'i');
      const right = side.test(left.name) ? columnNamed(table, left.name.replace(side, `$1${second}`)) : undefined;
      if (right === undefined) continue;
      return [{ name: left.name.replace(side, '').replaceAll(/^[_\s.-]+|[_\s.-]+$/g, ''), left, right }];
    }
    return [];
  });
}

/** Pairs of numeric columns. */
export function scorePairs(table: Table): ScorePair[] {
  return sidedColumns(table).flatMap(({ name, left, right }): ScorePair[] => {
    if (left.kind !== 'number' || right.kind !== 'number') return [];
    const differences = left.numbers.map((value, row) => value - right.numbers[row]!);
    return [{ name: name === '' ? 'score' : name, differences }];
  });
}

/** The votes of a method's scores on these rows, with a fixed or else tuned tie threshold. */
export function votesOfPair(
  { differences }: ScorePair,
  rows: readonly number[],
  truth: readonly Vote[],
  fixed: number | undefined,
): { readonly votes: (Vote | undefined)[]; readonly rule: TieRule } {
  const scored = [...rows.keys()].filter((i) => !Number.isNaN(differences[rows[i]!]!));
  const own = Float64Array.from(scored, (i) => differences[rows[i]!]!);
  const tuned = (): number =>
    tuneTieThreshold(
      scored.map((i) => truth[i]!),
      own,
    )?.threshold ?? 0;
  const rule = fixed === undefined ? { threshold: tuned(), tuned: true } : { threshold: fixed, tuned: false };
  const votes = new Array<Vote | undefined>(rows.length).fill(undefined);
  votesOfScores(own, rule.threshold).forEach((vote, at) => (votes[scored[at]!] = vote));
  return { votes, rule };
}
