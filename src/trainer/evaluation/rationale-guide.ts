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

/** What a pack tells its rationales about faults. */
export type RationaleGuide = NonNullable<Manifest['rationale']>;

/**
 * Share of the validation split's clean answers that are to say `nothing`: a fault that is not there costs more trust
 * than one that is missed. A little above the nine in ten that other clips should reach.
 */
const SILENT = 0.92;

/**
 * @param train labels that say how often a fault lowers a dimension.
 * @param probabilities of each fault in each clip of another split, [clips][FAULTS], and `labels` of those clips.
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
  const speakFrom = clean[Math.floor(SILENT * clean.length)] ?? 0;
  const guides = NAME_FROM.map((nameFrom): RationaleGuide => ({ speakFrom, nameFrom, lowers }));
  const metrics = guides.map((guide) => tagMetric(guide, probabilities, labels));
  return guides[metrics.indexOf(Math.max(...metrics))]!;
}

/** Macro-F1 over the faults that a guide has named in every clip and dimension (evaluation/reasons.ts). */
function tagMetric(
  guide: RationaleGuide,
  probabilities: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
): number {
  const clips = labels.map((label, clip): AnsweredClip => {
    const answers = ARTIFACT_DIMENSIONS.map((id) => {
      const { speaks, order, count } = guideOf(guide, id, probabilities[clip]!);
      const artifacts = order.slice(0, speaks ? count : 0).map((tag): Artifact => ({ ...ANYHOW, tag }));
      const rating = levelsOfDimension(id)[0]!.word;
      return { id, words: [rating, ...rationaleWords({ kind: 'artifacts', artifacts }), END] };
    });
    return { label, answers };
  });
  return rationaleMetrics(clips).rows.at(-1)?.tagF1 ?? 0;
}

/** How bad, where and when is not what is looked at. */
const ANYHOW = { severity: 'clear', region: 'everywhere', span: 'throughout' } as const;

/** Thresholds for a second and third fault that are tried. */
const NAME_FROM = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/** The guide of one clip's rationale. */
export function guideOf(
  { lowers, ...thresholds }: RationaleGuide,
  id: TrainedDimension,
  probabilities: ArrayLike<number>,
): ArtifactGuide {
  return artifactGuide(possible(probabilities, lowers[id] ?? []), thresholds);
}

function possible(probabilities: ArrayLike<number>, lowers: readonly number[]) {
  return ARTIFACTS.map((tag, at) => ({ tag, probability: probabilities[at]!, lowers: lowers[at] ?? 0 }));
}

/** Of the clips with each fault, the share where it is worth a word on the dimension. */
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
