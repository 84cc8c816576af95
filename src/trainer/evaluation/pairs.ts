import type { ClipLabel, Split, TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { BatchRows } from '../training/batch';
import type { ClipSource } from '../training/source';
import type { Network } from '../network/network';
import { scoreClips } from './network';
import { MOST_CHANGE } from './robustness';
import { mean } from './mean';

/** MOS difference, in score points, from which the scores must order a pair: one step of the nine levels. */
export const APART_POINTS = 0.5;

/** Score differences and MOS differences of one dimension over matched pairs (corpus/matched-pair.ts). */
export interface PairRow {
  readonly id: TrainedDimension;
  /** Pairs whose MOS differ by APART_POINTS or more, and the share that the scores order the same way. */
  readonly apart: number;
  readonly ordered: number | undefined;
  /** Pairs of equal MOS, the mean difference of their scores, and the share within MOST_CHANGE. */
  readonly alike: number;
  readonly distance: number | undefined;
  readonly within: number | undefined;
}

/** The two clips of a matched pair. */
interface Pair<Of> {
  readonly clip: Of;
  readonly partner: Of;
}

/** The network's results on the matched pairs of a split; undefined where it has none. */
export async function evaluatePairs(
  source: ClipSource,
  split: Split,
  network: Network,
  rows: BatchRows,
): Promise<readonly PairRow[] | undefined> {
  const indices = source
    .labels(split)
    .flatMap((_, index) => (source.partner?.(split, index) === undefined ? [] : [index]));
  if (indices.length === 0) return undefined;
  const clips = indices.map((index) => () => source.clip(split, index));
  const partners = indices.map((index) => () => source.partner!(split, index)!);
  const scores = await scoreClips([...clips, ...partners], source.units, network, rows);
  return pairRows(
    indices.map((index, at) => ({
      labels: { clip: source.labels(split)[index]!, partner: source.partner!(split, index)!.label },
      scores: { clip: scores[at]!, partner: scores[indices.length + at]! },
    })),
  );
}

/** Scores in the order of TRAINED_DIMENSIONS. */
export function pairRows(
  pairs: readonly { readonly labels: Pair<ClipLabel>; readonly scores: Pair<readonly number[]> }[],
): PairRow[] {
  return TRAINED_DIMENSIONS.map((id, column): PairRow => {
    const steps = pairs.map(({ labels, scores }) => ({
      raters: labels.partner.dimensionRatings[id].mos - labels.clip.dimensionRatings[id].mos,
      model: scores.partner[column]! - scores.clip[column]!,
    }));
    const apart = steps.filter(({ raters }) => Math.abs(raters) >= APART_POINTS);
    const alike = steps.filter(({ raters }) => raters === 0).map(({ model }) => Math.abs(model));
    return {
      id,
      apart: apart.length,
      ordered: mean(apart.map(({ raters, model }) => (Math.sign(raters) === Math.sign(model) ? 1 : 0))),
      alike: alike.length,
      distance: mean(alike),
      within: mean(alike.map((distance) => (distance <= MOST_CHANGE ? 1 : 0))),
    };
  });
}

/** A GitHub table with a row per dimension. */
export function pairTable(rows: readonly PairRow[]): string {
  const percent = (share: number | undefined): string =>
    share === undefined ? 'n/a' : `${(100 * share).toFixed(1)} %`;
  return [
    `| dimension | MOS differ: n | same order | MOS equal: n | mean difference | within ${MOST_CHANGE} |`,
    '|---|---|---|---|---|---|',
    ...rows.map(({ id, apart, ordered, alike, distance, within }) => {
      const cells = [id, apart, percent(ordered), alike, distance?.toFixed(3) ?? 'n/a', percent(within)];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
