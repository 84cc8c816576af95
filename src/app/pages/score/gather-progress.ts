import type { Progress, RationaleWords, Thumbnail } from '../../../scoring';
import type { Item, Picture } from './queue';
import type { ScoreStore } from './score-state';

/** A worker reports every decoded frame; a person cannot read faster than this. */
const REFRESH_MS = 120;

/** Callbacks of one run, and the pictures that it made. */
export interface GatheredProgress {
  readonly callbacks: {
    readonly onProgress: (progress: Progress) => void;
    readonly onThumbnail: (thumbnail: Thumbnail) => void;
    readonly onWords: (rationaleWords: readonly RationaleWords[]) => void;
  };
  /** Stops passing things on; returns every picture of the run. */
  finish(): Promise<ReadonlyMap<number, Picture>>;
}

/** Collects progress and pictures, and passes them on a few times a second. */
export function gatherProgress(
  item: Item,
  store: ScoreStore,
  toPicture: (thumbnail: Thumbnail) => Promise<Picture | undefined>,
): GatheredProgress {
  let pictures = new Map<number, Picture>();
  let latest: Progress | undefined;
  let changed = false;
  const pending = new Set<Promise<void>>();
  const pass = (): void => {
    if (latest !== undefined) {
      store.dispatch({ kind: 'item', id: item.id, event: { kind: 'progress', progress: latest } });
      latest = undefined;
    }
    if (!changed) return;
    store.dispatch({ kind: 'item', id: item.id, event: { kind: 'pictures', pictures: new Map(pictures) } });
    changed = false;
  };
  const timer = setInterval(pass, REFRESH_MS);
  return {
    callbacks: {
      onProgress: (progress) => (latest = progress),
      // Words are few, and shown as they are generated.
      onWords: (rationaleWords) =>
        store.dispatch({ kind: 'item', id: item.id, event: { kind: 'words', rationaleWords } }),
      onThumbnail: (thumbnail) => {
        const made = toPicture(thumbnail).then((picture) => {
          if (picture === undefined) return;
          pictures.set(thumbnail.index, picture);
          changed = true;
        });
        pending.add(made);
        void made.finally(() => pending.delete(made));
      },
    },
    async finish() {
      clearInterval(timer);
      await Promise.allSettled(pending);
      const all = pictures;
      pictures = new Map();
      return all;
    },
  };
}
