import type { ContentItem } from './content';

/** Order to a worker: one shard to make. */
export interface ShardOrder {
  readonly seed: string;
  readonly shard: number;
  /** Numbers of the clips. */
  readonly clips: readonly number[];
  /** Makes the second clips of the matched pairs instead. */
  readonly partners: boolean;
  readonly folder: string;
  readonly content: readonly ContentItem[];
}

export type WorkerReport =
  | { readonly kind: 'clip' }
  | { readonly kind: 'shard'; readonly shard: number }
  | { readonly kind: 'failed'; readonly message: string };
