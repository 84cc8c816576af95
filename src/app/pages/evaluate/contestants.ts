import { createRandom } from '../../../base';
import type { Interval, Vote } from '../../../statistics';
import { meanInterval, winCredits } from '../../../statistics';
import { sidedColumns } from './score-pairs';
import type { Table } from '../../tables';

const DRAWS = 1000;

/** A mean of credits 0..1 over pairs with a bootstrap interval. The interval is undefined for a single pair. */
export interface CreditMean {
  readonly value: number;
  readonly n: number;
  readonly interval: Interval | undefined;
}

export interface Contestant extends CreditMean {
  readonly name: string;
}

/** Undefined for no pairs. The same name gives the same resamples. */
export function creditMean(credits: readonly number[], name: string): CreditMean | undefined {
  const n = credits.length;
  if (n === 0) return undefined;
  const interval = meanInterval(credits, DRAWS, createRandom('votes').fork(name));
  return { value: credits.reduce((a, b) => a + b, 0) / n, n, interval };
}

/** Share of votes for the left side, a tie counting half. A share far from 0.5 indicates an effect of the order. */
export function leftSide(votes: readonly Vote[]): CreditMean | undefined {
  return creditMean(
    votes.map((vote) => winCredits(vote).left),
    'left',
  );
}

/**
 * The win ratio of each contestant that two columns such as `model_left` and `model_right` name, best first. `votes` are
 * the votes of `rows`.
 */
export function contestantsOf(table: Table, rows: readonly number[], votes: readonly Vote[]): Contestant[] {
  const named = sidedColumns(table).find(({ left, right }) => left.kind === 'text' && right.kind === 'text');
  if (named?.left.kind !== 'text' || named.right.kind !== 'text') return [];
  const credits = new Map<string, number[]>();
  const give = (name: string, credit: number): void => {
    const own = credits.get(name);
    if (own !== undefined) own.push(credit);
    else if (name !== '') credits.set(name, [credit]);
  };
  for (const [i, row] of rows.entries()) {
    const { left, right } = winCredits(votes[i]!);
    give(named.left.texts[row]!, left);
    give(named.right.texts[row]!, right);
  }
  const all = [...credits].flatMap(([name, own]) => {
    const mean = creditMean(own, name);
    return mean === undefined ? [] : [{ name, ...mean }];
  });
  // Columns of mostly unique texts, such as the prompts of both sides, do not name contestants.
  return all.length > rows.length / 2 ? [] : all.sort((a, b) => b.value - a.value);
}
