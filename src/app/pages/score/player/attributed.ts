import type { DimensionId } from '../../../../quality';
import type { OccludedWindow, OcclusionMap, ScoreReport } from '../../../../scoring';
import { formatPercent, formatScore } from '../../../../base';
import type { QualityRow } from './frame-scores';

/** The target of an attribution: a dimension's score or the probability of an artifact. */
export type Attributed =
  | { readonly kind: 'dimension'; readonly id: DimensionId; readonly name: string }
  | { readonly kind: 'artifact'; readonly id: string; readonly name: string };

/** Possible targets of an attribution: the dimensions on show, then the artifacts of the report. */
export function attributableOf(rows: readonly QualityRow[], { artifacts = [] }: ScoreReport): Attributed[] {
  return [
    ...rows.map(({ id, name }): Attributed => ({ kind: 'dimension', id, name })),
    ...artifacts.map(({ tag, words }): Attributed => ({ kind: 'artifact', id: tag, name: words })),
  ];
}

/** Smaller changes are noise and are not shown in a region. */
const LEAST_SHOWN: Readonly<Record<Attributed['kind'], number>> = { dimension: 0.05, artifact: 0.03 };

export function leastShown({ kind }: Attributed): number {
  return LEAST_SHOWN[kind];
}

/** The change for each region; none where the window does not show the artifact. */
export function regionChanges({ regions, artifacts }: OccludedWindow, what: Attributed): readonly number[] {
  return (what.kind === 'dimension' ? regions[what.id] : artifacts.find(({ tag }) => tag === what.id)?.regions) ?? [];
}

/** True where removing the region raises a score or makes an artifact less likely. */
export function isBad(change: number, { kind }: Attributed): boolean {
  return kind === 'dimension' ? change > 0 : change < 0;
}

export function formatChange(change: number, { kind }: Attributed): string {
  const size = Math.abs(change);
  return `${change < 0 ? '−' : '+'}${kind === 'dimension' ? formatScore(size) : formatPercent(size)}`;
}

/** The largest change over the clip, for the tint. At least the smallest change that is shown. */
export function largestChange({ windows }: OcclusionMap, what: Attributed): number {
  const changes = windows.flatMap((window) => regionChanges(window, what));
  return changes.reduce((most, change) => Math.max(most, Math.abs(change)), leastShown(what));
}

/**
 * The sampled frame with the largest effect on an artifact, in the window where it is most likely. Undefined where no
 * window shows it.
 */
export function frameOfArtifact({ windows }: OcclusionMap, tag: string): number | undefined {
  const shown = windows.flatMap(({ first, artifacts }) =>
    artifacts
      .filter((artifact) => artifact.tag === tag)
      .map(({ probability, frames }) => ({ first, probability, frames })),
  );
  const surest = shown.reduce<(typeof shown)[number] | undefined>(
    (best, next) => (best === undefined || next.probability > best.probability ? next : best),
    undefined,
  );
  return surest && surest.first + surest.frames.indexOf(Math.min(...surest.frames));
}
