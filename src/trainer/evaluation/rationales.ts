import type { Observations } from '../../quality';
import { END, MAX_ARTIFACTS, THINK_END, amplitudeOf, dimension, parseRationale } from '../../quality';
import type { ClipLabel, TrainedDimension } from '../../corpus';
import { UPRIGHT } from '../network/orientation';
import { levelsOfDimension } from '../network/shape';
import { ARTIFACT_DIMENSIONS, observationsFor } from '../training/targets';

/** What a model wrote after one dimension's prompt, greedily and without a grammar. */
export interface WrittenAnswer {
  readonly id: TrainedDimension;
  readonly words: readonly string[];
}

/** A clip's answers and its label. */
export interface AnsweredClip {
  readonly label: ClipLabel;
  readonly answers: readonly WrittenAnswer[];
}

/**
 * A clip is *distorted* in a dimension when one of its artifacts lowers the dimension by at least so many score points:
 * one step of the nine levels. It is *clean* when none lowers it enough to be named in training (targets.ts). Clips in
 * between count as neither.
 */
export const DISTORTED_POINTS = 0.5;

/** Correctness of the rationales of one dimension, or of several together. Shares are 0..1. */
export interface RationaleRow {
  /** A dimension, a profile or `all`. */
  readonly name: string;
  readonly answers: number;
  /** Share that is a level of the dimension, a rationale, `<end>` and nothing else. */
  readonly wellFormed: number;
  /** Share whose rationale follows the grammar. A rationale that does not counts as naming nothing. */
  readonly parsed: number;
  /** Answers on distorted clips, and the share whose first named artifact the clip has. */
  readonly distorted: number;
  readonly trueFirst: number | undefined;
  /** Answers on clean clips, and the share that names no artifact. */
  readonly clean: number;
  readonly silent: number | undefined;
  /** Tags that a rationale must name in some clip, and their mean F1. */
  readonly tags: number;
  readonly tagF1: number | undefined;
}

export interface RationaleMetrics {
  /** Every dimension whose rationale names artifacts, then each profile, then all of them. */
  readonly rows: readonly RationaleRow[];
  /** Share of clips whose amount of motion is named by the right one of four words. */
  readonly amplitude: number | undefined;
}

export function rationaleMetrics(clips: readonly AnsweredClip[]): RationaleMetrics {
  const marked = clips.flatMap(({ label, answers }) => answers.map((answer) => mark(label, answer)));
  const of = (name: string, ids: readonly TrainedDimension[]): RationaleRow =>
    rowOf(
      name,
      marked.filter(({ id }) => ids.includes(id)),
    );
  const profiles = [...new Set(ARTIFACT_DIMENSIONS.map((id) => dimension(id).profile))];
  const rows = [
    ...ARTIFACT_DIMENSIONS.map((id) => of(id, [id])),
    ...profiles.map((profile) =>
      of(
        profile,
        ARTIFACT_DIMENSIONS.filter((id) => dimension(id).profile === profile),
      ),
    ),
    of('all', ARTIFACT_DIMENSIONS),
  ];
  return { rows, amplitude: share(clips.flatMap(amplitudeRight)) };
}

/** One answer and the correct one. */
interface Marked {
  readonly id: TrainedDimension;
  readonly wellFormed: boolean;
  readonly parsed: boolean;
  /** The tags named, in order; undefined where the rationale does not parse. */
  readonly named: readonly string[] | undefined;
  /** Tags that the rationale must name, those that lower the dimension most first. */
  readonly present: readonly string[];
  readonly distorted: boolean;
}

function mark(label: ClipLabel, { id, words }: WrittenAnswer): Marked {
  const { observations, wellFormed } = readRatingFirst(id, words);
  const truth = observationsFor(label, id, UPRIGHT);
  return {
    id,
    wellFormed,
    parsed: observations !== undefined,
    named: observations?.kind === 'artifacts' ? observations.artifacts.map(({ tag }) => tag) : undefined,
    present: truth.kind === 'artifacts' ? truth.artifacts.map(({ tag }) => tag) : [],
    distorted: label.observations.some(({ cost }) => (cost[id] ?? 0) >= DISTORTED_POINTS),
  };
}

/** Reads an answer of the form that ships: rating, rationale, `<end>`. Nothing is repaired. */
function readRatingFirst(
  id: TrainedDimension,
  [rating, ...rest]: readonly string[],
): { observations: Observations | undefined; wellFormed: boolean } {
  const parsed = parseRationale(rest);
  // A rationale of the other kind does not answer this prompt.
  const observations = (parsed?.kind === 'amplitude') === (id === 'motion-amplitude') ? parsed : undefined;
  const rated = levelsOfDimension(id).some(({ word }) => word === rating);
  const end = rest.indexOf(THINK_END);
  const ended = end === rest.length - 2 && rest.at(-1) === END;
  return { observations, wellFormed: rated && observations !== undefined && ended };
}

function rowOf(name: string, marked: readonly Marked[]): RationaleRow {
  const distorted = marked.filter((each) => each.distorted);
  const clean = marked.filter(({ present }) => present.length === 0);
  return {
    name,
    answers: marked.length,
    wellFormed: share(marked.map(({ wellFormed }) => wellFormed)) ?? 0,
    parsed: share(marked.map(({ parsed }) => parsed)) ?? 0,
    distorted: distorted.length,
    trueFirst: share(distorted.map(({ named, present }) => named?.[0] !== undefined && present.includes(named[0]))),
    clean: clean.length,
    silent: share(clean.map(({ named }) => named?.length === 0)),
    ...tagMetrics(marked),
  };
}

/**
 * Mean over tags of F1 = 2 TP / (2 TP + FP + FN), counted over answers. A rationale can name MAX_ARTIFACTS artifacts:
 * it must name those that lower the dimension most. Naming another one that is present is not an error.
 */
function tagMetrics(marked: readonly Marked[]): Pick<RationaleRow, 'tags' | 'tagF1'> {
  const wanted = marked.map(({ present }) => present.slice(0, MAX_ARTIFACTS));
  const tags = [...new Set(wanted.flat())];
  const each = tags.map((tag) => {
    let [hits, misses, falseAlarms] = [0, 0, 0];
    marked.forEach(({ named, present }, at) => {
      const isNamed = named?.includes(tag) === true;
      if (wanted[at]!.includes(tag)) {
        if (isNamed) hits++;
        else misses++;
      } else if (isNamed && !present.includes(tag)) falseAlarms++;
    });
    return (2 * hits) / (2 * hits + misses + falseAlarms);
  });
  return { tags: tags.length, tagF1: tags.length === 0 ? undefined : each.reduce((a, b) => a + b, 0) / tags.length };
}

function amplitudeRight({ label, answers }: AnsweredClip): boolean[] {
  return answers
    .filter(({ id }) => id === 'motion-amplitude')
    .map(({ id, words }) => {
      const { observations } = readRatingFirst(id, words);
      return (
        observations?.kind === 'amplitude' && observations.amplitude === amplitudeOf(label.dimensionRatings[id].mos)
      );
    });
}

function share(outcomes: readonly boolean[]): number | undefined {
  return outcomes.length === 0 ? undefined : outcomes.filter(Boolean).length / outcomes.length;
}

/** A GitHub table. */
export function rationaleTable({ rows }: RationaleMetrics): string {
  const percent = (value: number | undefined): string =>
    value === undefined ? 'n/a' : `${(100 * value).toFixed(1)} %`;
  return [
    '| dimension | well-formed | rationale parses | distorted: n | first artifact true | clean: n | no artifact named | tags | macro-F1 |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const cells = [
        row.name,
        percent(row.wellFormed),
        percent(row.parsed),
        row.distorted,
        percent(row.trueFirst),
        row.clean,
        percent(row.silent),
        row.tags,
        row.tagF1?.toFixed(3) ?? 'n/a',
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
