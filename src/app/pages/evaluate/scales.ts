import type { Scale } from '../../../statistics';
import { guessScale } from '../../../statistics';
import type { Roles } from '../../tables/roles';
import type { Table } from '../../tables/table';
import { numberAt } from '../../tables/table';

/** Raters whose scale ends differ by at least this factor do not share a scale. */
const APART = 2;

/**
 * The scale of each score column by its name: the one that a person gave it, else a guess from its numbers. The raters
 * of a dimension share the smallest scale that holds them all, because a rater who never gives 1 used the same scale as the
 * others; a rater on 1..100 among raters on 1..5 keeps their own. Columns that hold a single number have none.
 */
export function scalesOf(table: Table, rows: Uint32Array, roles: Roles): Readonly<Record<string, Scale>> {
  const dimensionOf = (name: string): string | undefined => {
    const role = roles[name];
    return role?.kind === 'human' || role?.kind === 'specialist' ? role.dimension : undefined;
  };
  const guesses = new Map<string, Scale>();
  for (const column of table.columns) {
    const kind = roles[column.name]?.kind;
    if (kind !== 'human' && kind !== 'specialist' && kind !== 'prediction') continue;
    const own = Array.from(rows, (row) => numberAt(column, row)).filter((value) => !Number.isNaN(value));
    guesses.set(column.name, guessScale(own));
  }
  const scales: Record<string, Scale> = {};
  for (const [name, own] of guesses) {
    const role = roles[name];
    const given = role !== undefined && 'scale' in role ? role.scale : undefined;
    const mates = [...guesses].filter(([other]) => other === name || sameDimension(dimensionOf, other, name));
    const scale =
      given ??
      sharedScale(
        own,
        mates.map(([, guess]) => guess),
      );
    if (scale.high > scale.low) scales[name] = scale;
  }
  return scales;
}

function sameDimension(dimensionOf: (name: string) => string | undefined, a: string, b: string): boolean {
  return dimensionOf(a) !== undefined && dimensionOf(a) === dimensionOf(b);
}

function sharedScale(own: Scale, mates: readonly Scale[]): Scale {
  const near = mates.filter(({ high }) => high <= APART * own.high && own.high <= APART * high);
  const ends = near.flatMap(({ low, high }) => [low, high]);
  return ends.length === 0 ? own : guessScale(ends);
}
