import { countUp } from '../../../statistics';
import type { Role, Roles } from '../../tables/roles';
import { scalesOf } from './scales';
import type { Column, Problem, Table } from '../../tables';
import { numberAt, textAt } from '../../tables';

/** If at least this share of the rows agrees, the other rows are mistakes. Else they belong to the table's format. */
const RULE = 0.8;
/** Upper ends of the rating scales, all from 0 or 1. */
const SCALE_ENDS = [1, 5, 10, 100];
/** A number that exceeds the end of a scale by this factor belongs to another scale. */
const BEYOND = 1.5;
/** Roles whose columns must hold numbers. */
const SCORES: ReadonlySet<Role['kind'] | undefined> = new Set(['human', 'specialist', 'prediction', 'probability']);

/** All problems of a table whose columns have these roles: those of reading, then the doubtful rows. */
export function problemsOf(table: Table, roles: Roles): Problem[] {
  const found = table.problems.filter(({ column }) => column === undefined || SCORES.has(roles[column]?.kind));
  return [...found, ...rowDoubts(table, roles)];
}

/** Doubtful rows: they can be read, but have repeated keys or scores on another scale. */
export function rowDoubts(table: Table, roles: Roles): Problem[] {
  const human = table.columns.filter((column) => roles[column.name]?.kind === 'human');
  return [
    ...repeatedKeys(table, roles),
    ...human.flatMap((column) => mixedScales(column, table.rows)),
    ...unlikeRaters(human, table, roles),
  ];
}

/** Raters of one dimension whose scales are too different for a mean. */
function unlikeRaters(human: readonly Column[], table: Table, roles: Roles): Problem[] {
  const scales = scalesOf(table, countUp(table.rows), roles);
  const dimensionOf = ({ name }: Column): string => {
    const role = roles[name];
    return role?.kind === 'human' ? role.dimension : '';
  };
  return [...new Set(human.map(dimensionOf))].flatMap((dimension) => {
    const raters = human.filter((column) => dimensionOf(column) === dimension && scales[column.name] !== undefined);
    const ends = raters.map(({ name }) => `${name} to ${scales[name]!.high}`);
    if (new Set(raters.map(({ name }) => scales[name]!.high)).size < 2) return [];
    const why = `The raters of "${dimension}" use different scales (${ends.join(', ')}). Map every scale to 1..5, or correct the columns`;
    return [{ why, rows: [] }];
  });
}

/**
 * Rows that repeat the key and generator of an earlier row. A table that repeats most of its keys has one row per rating,
 * or its key column names something else. That is not a problem.
 */
function repeatedKeys(table: Table, roles: Roles): Problem[] {
  const ofKind = (kind: 'key' | 'generator'): Column | undefined =>
    table.columns.find((column) => roles[column.name]?.kind === kind);
  const [key, generator] = [ofKind('key'), ofKind('generator')];
  if (key === undefined) return [];
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const name = textAt(key, row);
    if (name === '') continue;
    const whole = JSON.stringify([name, generator === undefined ? '' : textAt(generator, row)]);
    if (seen.has(whole)) rows.push(row + 1);
    seen.add(whole);
  }
  if (rows.length === 0 || rows.length > (1 - RULE) * table.rows) return [];
  return [{ why: `the key "${key.name}" is already used by an earlier row`, rows }];
}

function mixedScales(column: Column, count: number): Problem[] {
  const rated = Array.from({ length: count }, (_, row) => row).filter((row) => !Number.isNaN(numberAt(column, row)));
  const end = SCALE_ENDS.find((high) => within(column, rated, high) >= RULE * rated.length);
  if (end === undefined || rated.length === 0) return [];
  const outside = rated.filter((row) => numberAt(column, row) > end);
  if (outside.length === 0 || outside.some((row) => numberAt(column, row) <= BEYOND * end)) return [];
  const example = numberAt(column, outside[0]!);
  const why = `"${column.name}" is ${example}, but the other rows lie within ${end}: the column seems to mix two scales`;
  return [{ why, rows: outside.map((row) => row + 1) }];
}

function within(column: Column, rows: readonly number[], high: number): number {
  return rows.reduce((hits, row) => hits + (numberAt(column, row) <= high ? 1 : 0), 0);
}
