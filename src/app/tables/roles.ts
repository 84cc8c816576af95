import type { Scale } from '../../statistics';
import type { Column, Table } from './table';

/** What a column is to the evaluation. */
export type Role =
  | { readonly kind: 'ignore' }
  /** Names the row: the clip. */
  | { readonly kind: 'key' }
  /** Made the clip. */
  | { readonly kind: 'generator' }
  /** What the clip shows: the prompt or the scene that several generators were given. */
  | { readonly kind: 'content' }
  | { readonly kind: 'category' }
  /** A human score of a dimension: the MOS, or one rater's ratings. Several columns of a dimension are its raters. */
  | { readonly kind: 'human'; readonly dimension: string; readonly scale?: Scale }
  /** What specialists say of a dimension: raters are measured by it (Q-Save A.1), methods are not. */
  | { readonly kind: 'specialist'; readonly dimension: string; readonly scale?: Scale }
  /** A method's score; of every dimension where none is named. */
  | {
      readonly kind: 'prediction';
      readonly method: string;
      readonly dimension: string | undefined;
      readonly scale?: Scale;
    }
  /** How likely a method holds one level; all its levels together are a distribution. Of every dimension if none is named. */
  | {
      readonly kind: 'probability';
      readonly method: string;
      readonly dimension: string | undefined;
      readonly level: number;
    };

/** The role of each column, by its name. */
export type Roles = Readonly<Record<string, Role>>;

/** The dimension of a table that names none. */
export const ONLY_DIMENSION = 'quality';

const KEY = /^(id|key|uid|uuid|idx|index|video|clip|file|name|video_?(id|name|path)|file_?name|image_?name|path)$/i;
const GENERATOR = /^(generator|model|source|system|t2v_?model|model_?name|gen)$/i;
const CONTENT = /^(content|scene|prompt|text|caption|prompt_?id|scene_?id|content_?id|src)$/i;
const CATEGORY = /^(category|class|type|topic|set|split|group|subset)$/i;
const SPECIALIST_WORDS = /(^|[_\s.-])(expert|specialist)s?(?=$|[_\s.\d-])/i;
const IGNORED_COLUMN = /^(sd|std|stdev|variance|var|n|count|c_total|ci95?|c\d+|p_?\d+)$/i;
/** Words that say "people said this", alone or beside a dimension. */
const HUMAN_WORDS =
  /(^|[_\s.-])(mos|dmos|human|humans|gt|ground[_\s-]?truth|label|rating|opinion|annotat(or|ion)|subjective|h|r|rater|subject|observer)(?=$|[_\s.\d-])/i;
/** `p(3.5)`, `p_4` or `p5`, alone or among words that name the dimension and the method. */
const PROBABILITY = /^(.*?)(?:^|[_\s.-])p(?:\(|[_\s=]*)(\d+(?:\.\d+)?)\)?(?=$|\s)(.*)$/i;
const PREDICTION_WORDS = /(^|[_\s.-])(pred(icted|iction)?|score|estimate|output|model)(?=$|[_\s.-])/i;

/** What the columns' names and contents suggest; every guess can be corrected in the page. */
export function guessRoles(table: Table): Roles {
  const roles: Record<string, Role> = {};
  const numeric: string[] = [];
  const probabilities = table.columns.filter((column) => levelOf(column) !== undefined);
  for (const column of table.columns) {
    // A lone one is no distribution.
    if (probabilities.length > 1 && probabilities.includes(column)) continue;
    const named = guessByName(column);
    if (named !== undefined) roles[column.name] = named;
    else if (column.kind === 'number') numeric.push(column.name);
    else roles[column.name] = { kind: 'ignore' };
  }
  const specialist = numeric.filter((name) => SPECIALIST_WORDS.test(name));
  const human = numeric.filter((name) => HUMAN_WORDS.test(name) && !specialist.includes(name));
  // Without any such word the first numeric column is the likeliest: people write truth before predictions.
  const first = numeric.find((name) => !specialist.includes(name));
  if (human.length === 0 && first !== undefined && numeric.length > 1) human.push(first);
  for (const name of human) roles[name] = { kind: 'human', dimension: dimensionOf(name, HUMAN_WORDS) };
  const dimensions = [...new Set(human.map((name) => dimensionOf(name, HUMAN_WORDS)))];
  for (const name of specialist) roles[name] = specialistOf(name, dimensions);
  for (const name of numeric) roles[name] ??= predictionOf(name, dimensions);
  if (probabilities.length > 1)
    for (const column of probabilities) roles[column.name] = probabilityOf(column, dimensions);
  return roles;
}

/** The level that a column of probabilities is about; undefined for other columns. */
function levelOf(column: Column): number | undefined {
  const level = PROBABILITY.exec(column.name)?.[2];
  if (level === undefined || column.kind !== 'number') return undefined;
  return column.numbers.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1)) ? Number(level) : undefined;
}

function probabilityOf(column: Column, dimensions: readonly string[]): Role {
  const [, before = '', , after = ''] = PROBABILITY.exec(column.name) ?? [];
  const words = `${before}${after}`;
  const named = predictionOf(words, dimensions);
  const { method, dimension } = named.kind === 'prediction' ? named : { method: words, dimension: undefined };
  return { kind: 'probability', method: method === '' ? 'model' : method, dimension, level: levelOf(column) ?? 0 };
}

function guessByName(column: Column): Role | undefined {
  const { name } = column;
  if (GENERATOR.test(name) && column.kind === 'text') return { kind: 'generator' };
  if (CONTENT.test(name)) return { kind: 'content' };
  if (CATEGORY.test(name) && column.kind === 'text') return { kind: 'category' };
  if (KEY.test(name)) return { kind: 'key' };
  return IGNORED_COLUMN.test(name) ? { kind: 'ignore' } : undefined;
}

/** What is left of a name without the words that say whose score it is. */
function dimensionOf(name: string, words: RegExp): string {
  const rest = name
    .replaceAll(new RegExp(words.source, 'gi'), '_')
    .replaceAll(/[_\s.-]*\d+$/g, '')
    .replaceAll(/[_\s.-]+/g, ' ')
    .trim();
  return rest === '' ? ONLY_DIMENSION : rest;
}

/** Of the dimension it names, of the only one, else of what its other words say. */
function specialistOf(name: string, dimensions: readonly string[]): Role {
  const rest = dimensionOf(name.replaceAll(new RegExp(HUMAN_WORDS.source, 'gi'), '_'), SPECIALIST_WORDS);
  const [only] = dimensions;
  return { kind: 'specialist', dimension: dimensions.length === 1 && only !== undefined ? only : rest };
}

/** The method is the column's name, as it is written, without the dimension and the words for a prediction. */
function predictionOf(name: string, dimensions: readonly string[]): Role {
  const within = (dimension: string): RegExp => {
    const words = dimension.split(' ').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`(^|[_\\s.-]+)${words.join('[_\\s.-]+')}(?=$|[_\\s.-])`, 'i');
  };
  const dimension = dimensions.find((each) => each !== ONLY_DIMENSION && within(each).test(name));
  if (dimension === undefined) return { kind: 'prediction', method: name, dimension: undefined };
  const rest = name.replace(within(dimension), '').replace(PREDICTION_WORDS, '');
  const method = rest.replaceAll(/^[_\s.-]+|[_\s.-]+$/g, '');
  return { kind: 'prediction', method: method === '' ? 'prediction' : method, dimension };
}
