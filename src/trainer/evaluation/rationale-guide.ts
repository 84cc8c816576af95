import type { Artifact, ArtifactGuide } from '../../quality';
import { END, artifactGuide, rationaleWords, someArtifact } from '../../quality';
import type { Manifest } from '../../judges';
import type { ClipLabel, TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { ARTIFACTS, levelsOfDimension } from '../network/shape';
import { UPRIGHT } from '../network/orientation';
import { ARTIFACT_DIMENSIONS, observationsFor } from '../training/targets';
import type { AnsweredClip } from './rationales';
import { rationaleMetrics } from './rationales';

/** How a pack decides which artifacts its rationales name. */
export type RationaleGuide = NonNullable<Manifest['rationale']>;

/**
 * Share of the clean answers of the validation split that must name no artifact: a false artifact is worse than a
 * missed one. A little above the 0.9 that is required on other clips.
 */
const NONE_NAMED = 0.92;

/**
 * @param train labels from which to count how often an artifact lowers a dimension.
 * @param probabilities [clips][ARTIFACTS] of another split, and `labels` of its clips.
 */
export function fitRationaleGuide(
  train: readonly ClipLabel[],
  probabilities: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
): RationaleGuide {
  const lowers = Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, lowersOf(train, id)]));
  const clean: number[] = [];
  for (const id of ARTIFACT_DIMENSIONS) {
    labels.forEach((label, clip) => {
      if (namedIn(label, id).length === 0) clean.push(someArtifact(possible(probabilities[clip]!, lowers[id]!)));
    });
  }
  clean.sort((a, b) => a - b);
  const nameAnyFrom = clean[Math.floor(NONE_NAMED * clean.length)] ?? 0;
  const guides = NAME_FROM.map((nameFrom): RationaleGuide => ({ speakFrom: nameAnyFrom, nameFrom, lowers }));
  const metrics = guides.map((guide) => tagMetric(guide, probabilities, labels));
  return guides[metrics.indexOf(Math.max(...metrics))]!;
}

/** Macro-F1 over the artifacts that a guide names in every clip and dimension (evaluation/rationales.ts). */
function tagMetric(
  guide: RationaleGuide,
  probabilities: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
): number {
  const clips = labels.map((label, clip): AnsweredClip => {
    const answers = ARTIFACT_DIMENSIONS.map((id) => {
      const { namesAny, order, count } = guideOf(guide, id, probabilities[clip]!);
      const artifacts = order.slice(0, namesAny ? count : 0).map((tag): Artifact => ({ ...ANY_DETAILS, tag }));
      const rating = levelsOfDimension(id)[0]!.word;
      return { id, words: [rating, ...rationaleWords({ kind: 'artifacts', artifacts }), END] };
    });
    return { label, answers };
  });
  return rationaleMetrics(clips).rows.at(-1)?.tagF1 ?? 0;
}

/** Severity, region and span do not matter here. */
const ANY_DETAILS = { severity: 'clear', region: 'everywhere', span: 'throughout' } as const;

/** Thresholds for a second and third artifact that are tried. */
const NAME_FROM = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/** The guide of one clip's rationale. */
export function guideOf(
  { speakFrom, nameFrom, lowers }: RationaleGuide,
  id: TrainedDimension,
  probabilities: ArrayLike<number>,
): ArtifactGuide {
  return artifactGuide(possible(probabilities, lowers[id] ?? []), { nameAnyFrom: speakFrom, nameFrom });
}

function possible(probabilities: ArrayLike<number>, lowers: readonly number[]) {
  return ARTIFACTS.map((tag, at) => ({ tag, probability: probabilities[at]!, lowers: lowers[at] ?? 0 }));
}

/** For each artifact, the share of its clips where a rationale of the dimension must name it. */
function lowersOf(labels: readonly ClipLabel[], id: TrainedDimension): number[] {
  const there = new Map<string, number>();
  const named = new Map<string, number>();
  const count = (counts: Map<string, number>, tags: Iterable<string>): void => {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  };
  for (const label of labels) {
    count(there, new Set(label.observations.map(({ tag }) => tag)));
    count(named, namedIn(label, id));
  }
  return ARTIFACTS.map((tag) => Number(((named.get(tag) ?? 0) / (there.get(tag) ?? 1)).toFixed(4)));
}

function namedIn(label: ClipLabel, id: TrainedDimension): string[] {
  const observations = observationsFor(label, id, UPRIGHT);
  return observations.kind === 'artifacts' ? observations.artifacts.map(({ tag }) => tag) : [];
}
