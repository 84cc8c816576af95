import type { Result } from '../../../base';
import { assert, fail, ok } from '../../../base';
import type { MeanRatings, Ratings, Scale } from '../../../statistics';
import { mapNumbers, meanRatings, toFive } from '../../../statistics';
import type { Role, Roles } from '../../tables/roles';
import { scalesOf } from './scales';
import type { Column, Problem, Table } from '../../tables';
import { numberAt, textAt } from '../../tables';

/** Human and predicted scores of one dimension. Columns have one number per row of the table. */
export interface Dimension {
  readonly name: string;
  /** Mean of the raters. NaN without a rating. */
  readonly human: Float64Array;
  /** The columns of several raters. Undefined for a single column. */
  readonly raters: { readonly names: readonly string[]; readonly ratings: Ratings } | undefined;
  /** Mean score of specialists. Undefined without any. */
  readonly specialists: Float64Array | undefined;
  readonly methods: readonly { readonly name: string; readonly predicted: Float64Array }[];
  /** Level distributions, where columns hold their probabilities. */
  readonly distributions: readonly LevelProbabilities[];
}

/** A method's level probabilities: one column per level, lowest level first. */
export interface LevelProbabilities {
  readonly method: string;
  readonly levels: readonly number[];
  readonly columns: readonly Float64Array[];
}

export interface Dataset {
  readonly name: string;
  readonly rows: number;
  readonly dimensions: readonly Dimension[];
  /** The content of each row, as text. Undefined without a content column. */
  readonly key: readonly string[] | undefined;
  readonly generator: readonly string[] | undefined;
  readonly content: readonly string[] | undefined;
  readonly category: readonly string[] | undefined;
  /** The scales that were mapped to 1..5, by column. */
  readonly mapped: Readonly<Record<string, Scale>>;
}

export interface DatasetOptions {
  /** Maps every score column to 1..5 from its guessed or given scale (paper ASO, C.1). */
  readonly toFive: boolean;
  /** Leaves out rows with problems. Otherwise they stop the evaluation. */
  readonly keepGood: boolean;
}

/** Sorts a table's columns by their roles. */
export function makeDataset(table: Table, roles: Roles, options: DatasetOptions): Result<Dataset> {
  const bad = badRows(table.problems);
  if (bad.size > 0 && !options.keepGood) {
    return fail('invalid-option', `${bad.size} rows cannot be used. Correct them, or continue with the others.`);
  }
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row).filter((row) => !bad.has(row + 1));
  const of = (kind: Role['kind']): Column[] => table.columns.filter((column) => roles[column.name]?.kind === kind);
  const mapped = options.toFive ? scalesOf(table, rows, roles) : {};
  const plain = (column: Column): Float64Array => mapNumbers(rows, (row) => numberAt(column, row));
  const numbers = (column: Column): Float64Array => {
    const scale = mapped[column.name];
    return scale === undefined ? plain(column) : toFive(plain(column), scale);
  };
  const columns = { human: of('human'), specialists: of('specialist'), predictions: of('prediction') };
  const dimensions = makeDimensions(columns, roles, numbers, (name) =>
    distributionsOf(of('probability'), roles, name, plain),
  );
  if (dimensions.length === 0) {
    return fail('invalid-option', 'No column holds human scores. Choose one under “Columns”.');
  }
  const texts = (kind: Role['kind']): readonly string[] | undefined => {
    const [column] = of(kind);
    return column && Array.from(rows, (row) => textAt(column, row));
  };
  return ok({
    name: table.name,
    rows: rows.length,
    dimensions,
    key: texts('key') ?? nameRows(texts('generator'), texts('content')),
    generator: texts('generator'),
    content: texts('content'),
    category: texts('category'),
    mapped,
  });
}

/** Row numbers, from 1, that any problem names. */
export function badRows(problems: readonly Problem[]): Set<number> {
  return new Set(problems.flatMap(({ rows }) => rows));
}

function makeDimensions(
  { human, specialists, predictions }: Record<'human' | 'specialists' | 'predictions', readonly Column[]>,
  roles: Roles,
  numbers: (column: Column) => Float64Array,
  distributions: (dimension: string) => LevelProbabilities[],
): Dimension[] {
  const dimensionOf = (column: Column): string | undefined => {
    const role = roles[column.name];
    return role !== undefined && 'dimension' in role ? role.dimension : undefined;
  };
  const names = [...new Set(human.map((column) => dimensionOf(column) ?? ''))];
  return names.map((name) => {
    const columns = human.filter((column) => dimensionOf(column) === name);
    const ratings = ratingsOfColumns(columns.map(numbers));
    const means: MeanRatings = meanRatings(ratings);
    const expert = specialists.filter((column) => dimensionOf(column) === name);
    return {
      name,
      human: means.mean,
      raters: columns.length < 2 ? undefined : { names: columns.map((column) => column.name), ratings },
      specialists: expert.length === 0 ? undefined : meanRatings(ratingsOfColumns(expert.map(numbers))).mean,
      methods: predictions
        .filter((column) => (dimensionOf(column) ?? name) === name)
        .map((column) => ({ name: methodOf(roles[column.name]), predicted: numbers(column) })),
      distributions: distributions(name),
    };
  });
}

function distributionsOf(
  columns: readonly Column[],
  roles: Roles,
  dimension: string,
  numbers: (column: Column) => Float64Array,
): LevelProbabilities[] {
  const mine = columns.flatMap((column) => {
    const role = roles[column.name];
    if (role?.kind !== 'probability' || (role.dimension ?? dimension) !== dimension) return [];
    return [{ column, method: role.method, level: role.level }];
  });
  return [...new Set(mine.map(({ method }) => method))].map((method) => {
    const own = mine.filter((each) => each.method === method).sort((a, b) => a.level - b.level);
    return { method, levels: own.map(({ level }) => level), columns: own.map(({ column }) => numbers(column)) };
  });
}

function methodOf(role: Role | undefined): string {
  assert(role?.kind === 'prediction', 'only prediction columns name methods');
  return role.method;
}

function ratingsOfColumns(columns: readonly Float64Array[]): Ratings {
  const units = columns[0]?.length ?? 0;
  const values = new Float64Array(columns.length * units);
  columns.forEach((column, rater) => values.set(column, rater * units));
  return { raters: columns.length, units, values };
}

function nameRows(
  generator: readonly string[] | undefined,
  content: readonly string[] | undefined,
): readonly string[] | undefined {
  if (generator === undefined || content === undefined) return undefined;
  return generator.map((name, row) => `${name}, ${content[row] ?? ''}`);
}
