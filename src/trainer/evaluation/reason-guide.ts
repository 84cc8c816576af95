import type { Fault } from '../../quality/rationale';
import { rationaleWords } from '../../quality/rationale';
import { END } from '../../quality/vocabulary';
import type { Manifest } from '../../model/manifest';
import type { FaultGuide } from '../../quality/fault-guide';
import { faultGuide, someFault } from '../../quality/fault-guide';
import type { ClipLabel, TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import { FAULTS, levelsOfDimension } from '../network/shape';
import { UPRIGHT } from '../network/orientation';
import { FAULT_DIMENSIONS, findingsFor } from '../training/targets';
import type { AnsweredClip } from './reasons';
import { reasonFigures } from './reasons';

/** What a pack tells its rationales about faults. */
export type ReasonGuide = NonNullable<Manifest['reasons']>;

/**
 * Share of the validation split's clean answers that are to say `nothing`: a fault that is not there costs more trust
 * than one that is missed. A little above the nine in ten that other clips should reach.
 */
const SILENT = 0.92;

/**
 * @param train labels that say how often a fault lowers a dimension.
 * @param probabilities of each fault in each clip of another split, [clips][FAULTS], and `labels` of those clips.
 */
export function fitReasonGuide(
  train: readonly ClipLabel[],
  probabilities: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
): ReasonGuide {
  const lowers = Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, lowersOf(train, id)]));
  const clean: number[] = [];
  for (const id of FAULT_DIMENSIONS) {
    labels.forEach((label, clip) => {
      if (namedIn(label, id).length === 0) clean.push(someFault(possible(probabilities[clip]!, lowers[id]!)));
    });
  }
  clean.sort((a, b) => a - b);
  const speakFrom = clean[Math.floor(SILENT * clean.length)] ?? 0;
  const guides = NAME_FROM.map((nameFrom): ReasonGuide => ({ speakFrom, nameFrom, lowers }));
  const figures = guides.map((guide) => tagFigure(guide, probabilities, labels));
  return guides[figures.indexOf(Math.max(...figures))]!;
}

/** Macro-F1 over the faults that a guide has named in every clip and dimension (evaluation/reasons.ts). */
function tagFigure(
  guide: ReasonGuide,
  probabilities: readonly ArrayLike<number>[],
  labels: readonly ClipLabel[],
): number {
  const clips = labels.map((label, clip): AnsweredClip => {
    const answers = FAULT_DIMENSIONS.map((id) => {
      const { speaks, order, count } = guideOf(guide, id, probabilities[clip]!);
      const faults = order.slice(0, speaks ? count : 0).map((tag): Fault => ({ ...ANYHOW, tag }));
      const rating = levelsOfDimension(id)[0]!.word;
      return { id, words: [rating, ...rationaleWords({ kind: 'faults', faults }), END] };
    });
    return { label, answers };
  });
  return reasonFigures(clips).rows.at(-1)?.tagF1 ?? 0;
}

/** How bad, where and when is not what is looked at. */
const ANYHOW = { severity: 'clear', region: 'everywhere', span: 'throughout' } as const;

/** Thresholds for a second and third fault that are tried. */
const NAME_FROM = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/** The guide of one clip's rationale. */
export function guideOf(
  { lowers, ...thresholds }: ReasonGuide,
  id: TrainedDimension,
  probabilities: ArrayLike<number>,
): FaultGuide {
  return faultGuide(possible(probabilities, lowers[id] ?? []), thresholds);
}

function possible(probabilities: ArrayLike<number>, lowers: readonly number[]) {
  return FAULTS.map((tag, at) => ({ tag, probability: probabilities[at]!, lowers: lowers[at] ?? 0 }));
}

/** Of the clips with each fault, the share where it is worth a word on the dimension. */
function lowersOf(labels: readonly ClipLabel[], id: TrainedDimension): number[] {
  const there = new Map<string, number>();
  const named = new Map<string, number>();
  const count = (counts: Map<string, number>, tags: Iterable<string>): void => {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  };
  for (const label of labels) {
    count(there, new Set(label.findings.map(({ tag }) => tag)));
    count(named, namedIn(label, id));
  }
  return FAULTS.map((tag) => Number(((named.get(tag) ?? 0) / (there.get(tag) ?? 1)).toFixed(4)));
}

function namedIn(label: ClipLabel, id: TrainedDimension): string[] {
  const findings = findingsFor(label, id, UPRIGHT);
  return findings.kind === 'faults' ? findings.faults.map(({ tag }) => tag) : [];
}
