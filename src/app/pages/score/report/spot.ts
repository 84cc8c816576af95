import type { Artifact, RegionWord, SpanWord } from '../../../../quality';
import { regionPhrase, spanPhrase, tag } from '../../../../quality';
import type { Rationale, ScoreReport } from '../../../../scoring';

/** An artifact that a rationale names, with its place in the picture and along the clip. */
export interface Spot {
  /** Id of the item whose report names it. */
  readonly item: string;
  /** The artifact in plain words. */
  readonly words: string;
  readonly region: RegionWord;
  /** Places along the report's frames, both included. */
  readonly first: number;
  readonly last: number;
}

/**
 * Part of a window that a word names. The corpus calls a distortion early, midway or late by its middle (below 0.38,
 * above 0.62), so the spans overlap.
 */
const SPANS: Readonly<Record<SpanWord, readonly [number, number]>> = {
  throughout: [0, 1],
  early: [0, 0.45],
  midway: [0.3, 0.7],
  late: [0.55, 1],
};

/** Percent of the picture. A side is named by the centre of the artifact: the outline takes nearly half. */
const BOXES: Readonly<Record<RegionWord, readonly [left: number, top: number, width: number, height: number]>> = {
  everywhere: [0, 0, 100, 100],
  left: [0, 0, 45, 100],
  right: [55, 0, 45, 100],
  top: [0, 0, 100, 45],
  bottom: [0, 55, 100, 45],
  centre: [28, 28, 44, 44],
};

export function regionBox(region: RegionWord): {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
} {
  const [left, top, width, height] = BOXES[region];
  return { left, top, width, height };
}

/** The part of the rationale's window that an artifact's span names. */
export function spotOf(item: string, artifact: Artifact, { window = 0 }: Rationale, { windows }: ScoreReport): Spot {
  const first = windows.slice(0, window).reduce((sum, { sampledFrames }) => sum + sampledFrames, 0);
  const count = windows[window]?.sampledFrames ?? 1;
  const [from, to] = SPANS[artifact.span];
  return {
    item,
    words: tag(artifact.tag).words,
    region: artifact.region,
    first: first + Math.floor(from * (count - 1)),
    last: first + Math.ceil(to * (count - 1)),
  };
}

/** `noise, clear, on the left, midway`. */
export function describeArtifact(artifact: Artifact): string {
  const { severity, region, span } = artifact;
  return [tag(artifact.tag).words, severity, regionPhrase(region), spanPhrase(span)].join(', ');
}
