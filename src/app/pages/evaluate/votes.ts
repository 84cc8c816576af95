import type { Vote } from '../../../statistics';
import { creditsWithoutTies, fourWayMatch, threeWayMatch } from '../../../statistics';
import type { Contestant, CreditMean } from './contestants';
import { contestantsOf, creditMean, leftSide } from './contestants';
import type { TieRule } from './score-pairs';
import { scorePairs, votesOfPair } from './score-pairs';
import type { Column, Table } from '../../tables';
import { textAt } from '../../tables';

/** Spellings of the four votes, lower case without brackets, blanks and underscores. */
const SPELLINGS: Readonly<Record<string, Vote>> = {
  left: 'left',
  leftvote: 'left',
  a: 'left',
  'a>b': 'left',
  modela: 'left',
  right: 'right',
  rightvote: 'right',
  b: 'right',
  'b>a': 'right',
  modelb: 'right',
  tie: 'tie',
  tievote: 'tie',
  same: 'tie',
  'a=b=good': 'tie',
  both: 'tie',
  bothgood: 'tie',
  bothbad: 'both-bad',
  bothbadvote: 'both-bad',
  'a=b=bad': 'both-bad',
  neither: 'both-bad',
};

export const VOTE_NAMES: Readonly<Record<Vote, string>> = {
  left: 'left is better',
  right: 'right is better',
  tie: 'both good',
  'both-bad': 'both bad',
};

export const VOTES = Object.keys(VOTE_NAMES) as readonly Vote[];

/** A vote in any of the spellings in use; undefined for anything else, such as an answer without a vote. */
export function parseVote(text: string): Vote | undefined {
  return SPELLINGS[text.toLowerCase().replaceAll(/[[\]\s_-]/g, '')];
}

/** Agreement of one judge with human votes on pairs. Fractions 0..1. */
export interface JudgeRow {
  readonly name: string;
  readonly n: number;
  /** Undefined for scores, which cannot separate both good from both bad. */
  readonly fourWay: number | undefined;
  readonly threeWay: number | undefined;
  /** Over the pairs without a human tie. Undefined where there are none. */
  readonly withoutTies: CreditMean | undefined;
  /** Number of answers without a vote. They count as wrong. */
  readonly unreadable: number;
  /** The tie threshold that turned scores into votes. Undefined for a judge that votes. */
  readonly ties: TieRule | undefined;
  /** Counts by human vote (row) and the judge's vote (column). */
  readonly confusion: readonly (readonly number[])[];
}

export interface VoteReport {
  readonly name: string;
  readonly rows: number;
  /** Column of the human votes. */
  readonly human: string;
  readonly counts: Readonly<Record<Vote, number>>;
  /** Share of human votes for the left side. A tie counts half. */
  readonly leftRatio: CreditMean | undefined;
  /** The win ratio of each contestant, best first; empty where no columns name them. */
  readonly contestants: readonly Contestant[];
  readonly judges: readonly JudgeRow[];
}

/** A column holds votes if at least this share of its filled cells does. */
const VOTE_SHARE = 0.5;

/**
 * The report of a table whose columns hold votes, or scores of both sides; undefined where it has no human votes beside a
 * judge's. Scores that differ by at most `tieThreshold` tie. Without it, the threshold is tuned for each judge.
 */
export function voteReport(table: Table, tieThreshold?: number): VoteReport | undefined {
  const columns = table.columns.filter((column) => holdsVotes(column, table.rows));
  const human = columns.find(({ name }) => /human|gt|truth|label|people|annot/i.test(name));
  if (human === undefined) return undefined;
  const pairs = scorePairs(table);
  if (columns.length + pairs.length < 2) return undefined;
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => parseVote(textAt(human, row)) !== undefined,
  );
  const truth = rows.map((row) => parseVote(textAt(human, row))!);
  const counts = { left: 0, right: 0, tie: 0, 'both-bad': 0 };
  for (const vote of truth) counts[vote]++;
  const voting = columns
    .filter((column) => column !== human)
    .map((column) =>
      judgeRow(
        column.name,
        truth,
        rows.map((row) => parseVote(textAt(column, row))),
      ),
    );
  const scoring = pairs.map((pair) => {
    const { votes: predicted, rule } = votesOfPair(pair, rows, truth, tieThreshold);
    return { ...judgeRow(pair.name, truth, predicted), fourWay: undefined, ties: rule };
  });
  return {
    name: table.name,
    rows: rows.length,
    human: human.name,
    counts,
    leftRatio: leftSide(truth),
    contestants: contestantsOf(table, rows, truth),
    judges: [...voting, ...scoring],
  };
}

function judgeRow(name: string, truth: readonly Vote[], predicted: readonly (Vote | undefined)[]): JudgeRow {
  return {
    name,
    n: truth.length,
    fourWay: fourWayMatch(truth, predicted).accuracy,
    threeWay: threeWayMatch(truth, predicted).accuracy,
    withoutTies: creditMean(creditsWithoutTies(truth, predicted), name),
    unreadable: predicted.filter((vote) => vote === undefined).length,
    ties: undefined,
    confusion: VOTES.map((row) =>
      VOTES.map((cell) => truth.filter((vote, i) => vote === row && predicted[i] === cell).length),
    ),
  };
}

function holdsVotes(column: Column, rows: number): boolean {
  if (column.kind !== 'text') return false;
  let filled = 0;
  let votes = 0;
  for (let row = 0; row < rows; row++) {
    const text = column.texts[row]!;
    if (text === '') continue;
    filled++;
    if (text.length < 24 && parseVote(text) !== undefined) votes++;
  }
  return filled > 0 && votes >= VOTE_SHARE * filled;
}
