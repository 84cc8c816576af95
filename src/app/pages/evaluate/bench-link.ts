import { METRIC_IDS } from '../../../statistics';
import type { LinkFormat, ReadLink } from '../../shell/address/link-format';
import { readLink, writeLink } from '../../shell/address/link-format';
import type { Limits } from '../../shell/address/notation';
import { numberWithin, oneOf } from '../../shell/address/notation';
import { LEVEL_IDS } from './evaluation';
import { PAPER_TABLES } from './papers/tables';
import type { EvaluationChoices, EvaluationState } from './state';
import { DEFAULT_CHOICES, DRAWS, FIRST_PAPER, LAYOUT_IDS } from './state';

/** Used instead of a built-in table where the link was made for a file. Links do not contain files. */
export const OWN_TABLE = 'own';

/** The contents of a link to the bench: a built-in table, or the settings for a table of the person's own. */
export interface BenchLink extends Pick<
  EvaluationChoices,
  'layout' | 'level' | 'dimension' | 'method' | 'against' | 'metric' | 'draws' | 'seed' | 'drop'
> {
  readonly table: string;
  readonly scale: 'own' | 'five';
}

const INDEX: Limits = { min: 0, max: 999, whole: true };

const FORMAT: LinkFormat<BenchLink> = {
  route: '#/evaluate',
  version: '1',
  view: 'the bench',
  defaults: { table: FIRST_PAPER, ...carried(DEFAULT_CHOICES) },
  fields: {
    table: oneOf([OWN_TABLE, ...PAPER_TABLES.map(({ id }) => id)]),
    layout: oneOf(LAYOUT_IDS),
    level: oneOf(LEVEL_IDS),
    dimension: numberWithin(INDEX),
    method: numberWithin(INDEX),
    against: numberWithin(INDEX),
    metric: oneOf(METRIC_IDS),
    draws: numberWithin(DRAWS),
    seed: numberWithin({ min: 0, max: Number.MAX_SAFE_INTEGER, whole: true }),
    drop: numberWithin(INDEX),
    scale: oneOf(['own', 'five']),
  },
  oldNames: { metric: 'figure' },
};

export function benchLink({ table, paper, choices }: EvaluationState): string {
  if (table === undefined) return writeLink(FORMAT, { ...FORMAT.defaults, table: paper });
  return writeLink(FORMAT, { table: OWN_TABLE, ...carried(choices) });
}

export function readBenchLink(hash: string): ReadLink<BenchLink> {
  return readLink(FORMAT, hash);
}

/** The default choices, overridden by those of a link. */
export function choicesOf({ table: _table, scale, ...choices }: BenchLink): EvaluationChoices {
  return { ...DEFAULT_CHOICES, ...choices, toFive: scale === 'five' };
}

function carried(choices: EvaluationChoices): Omit<BenchLink, 'table'> {
  const { layout, level, dimension, method, against, metric, draws, seed, drop, toFive } = choices;
  return { layout, level, dimension, method, against, metric, draws, seed, drop, scale: toFive ? 'five' : 'own' };
}
