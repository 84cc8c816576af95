import type { Result } from '../../base';
import type { DimensionId, ProfileId } from '../../quality';
import type { PackedWindow } from '../../slowfast';
import type { Manifest } from './manifest';
import type { Provider } from '../runtime/provider';

/** The part of a packed window that a model looks at. */
export type WindowTokens = Pick<PackedWindow, 'fast' | 'slow' | 'clip'>;

/** One dimension's answer for one window: probabilities over the dimension's levels, lowest first, sum 1. */
export interface LevelDistribution {
  readonly id: DimensionId;
  readonly profile: ProfileId;
  readonly levels: readonly string[];
  readonly probabilities: readonly number[];
}

/** How likely a window shows a fault. */
export interface ArtifactProbability {
  /** A tag id of src/quality/tags.ts. */
  readonly tag: string;
  readonly probability: number;
}

/**
 * Told of every row's words so far after each step of the decoder. The next step waits for it, and its failure ends the
 * writing.
 */
export type OnWords = (words: readonly (readonly string[])[]) => Promise<Result<undefined>>;

/** A window that the encoder has read. Own it until `release`; its memories may be GPU buffers. */
export interface EncodedWindow {
  /** All asked dimensions in one batched decoder step. Ids that the model lacks are left out. */
  judge(ids: readonly DimensionId[]): Promise<Result<readonly LevelDistribution[]>>;
  /**
   * For each judgement, the decoder's words from the rating word to `</think>`, likeliest first within the rationale's
   * grammar. A judgement's rating word is the likeliest level.
   */
  explain(
    distributions: readonly LevelDistribution[],
    onWords?: OnWords,
  ): Promise<Result<readonly (readonly string[])[]>>;
  /** Every fault that the pack tells apart; none where it tells none. */
  artifacts(): Promise<Result<readonly ArtifactProbability[]>>;
  release(): void;
}

/** A loaded model that passed its golden check. */
export interface QualityModel {
  readonly manifest: Manifest;
  /** SHA-256 of the pack's manifest. */
  readonly sha256: string;
  readonly provider: Provider;
  /** Why this provider, in one sentence. */
  readonly reason: string;
  /** Reads one window. The window's buffers may be released once this resolves. */
  encode(window: WindowTokens): Promise<Result<EncodedWindow>>;
  dispose(): Promise<void>;
}
