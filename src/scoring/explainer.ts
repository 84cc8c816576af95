import type { Result } from '../base';
import { defined, fail, ok } from '../base';
import type { EncodedWindow, LevelDistribution } from '../judges';
import type { DimensionId } from '../quality';

/** The decoder's words about one dimension as far as they are written, the rating word first. */
export interface RationaleWords {
  readonly id: DimensionId;
  readonly words: readonly string[];
}

/** Which window each dimension is explained by: its place in the order in which the windows came. */
export type ExplainedWindows = ReadonlyMap<DimensionId, number>;

export interface ExplainCalls {
  /** Told of all that is written so far, word by word. */
  readonly onWords?: ((rationaleWords: readonly RationaleWords[]) => void) | undefined;
  /** Called at every word: somebody may be watching for a standstill. */
  readonly heartbeat?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Keeps what the encoder made of each window until the whole video is judged, for only then is it known which window
 * stands for it; then lets the decoder write about that one alone.
 */
export interface Explainer {
  /** Takes the window over. */
  add(window: EncodedWindow, distributions: readonly LevelDistribution[]): Promise<Result<undefined>>;
  /** Every dimension's words, written where somebody can watch. */
  write(windows: ExplainedWindows, calls: ExplainCalls): Promise<Result<readonly RationaleWords[]>>;
  /** Gives back what is still kept. */
  release(): void;
}

interface KeptWindow {
  readonly distributions: readonly LevelDistribution[];
  /** Undefined once it was explained ahead and released. */
  encoded: EncodedWindow | undefined;
  ahead: readonly RationaleWords[];
}

/** A window's memories take up to a megabyte; those of a long film are explained ahead, unseen, instead of kept. */
const MOST_KEPT = 64;

export function createExplainer(mostKept = MOST_KEPT): Explainer {
  const kept: KeptWindow[] = [];

  const explainAhead = async (window: KeptWindow): Promise<Result<undefined>> => {
    const written = await defined(window.encoded, 'a kept window').explain(window.distributions);
    if (!written.ok) return written;
    window.ahead = rationaleWordsOf(window.distributions, written.value);
    releaseOne(window);
    return ok(undefined);
  };
  return {
    async add(encoded, distributions) {
      kept.push({ distributions, encoded, ahead: [] });
      const eldest = kept[kept.length - 1 - mostKept];
      return eldest === undefined ? ok(undefined) : explainAhead(eldest);
    },

    async write(windows, calls) {
      let done: readonly RationaleWords[] = [];
      for (const place of new Set(windows.values())) {
        const window = defined(kept[place], `window ${place}`);
        const ids = [...windows].filter(([, each]) => each === place).map(([id]) => id);
        const before = done;
        const written = await writeOne(window, ids, (rationaleWords) => tell([...before, ...rationaleWords], calls));
        if (!written.ok) return written;
        done = [...before, ...written.value];
      }
      return ok(done);
    },

    release: () => kept.forEach(releaseOne),
  };
}

/** Explains some of a window's dimensions. */
async function writeOne(
  { distributions, encoded, ahead }: KeptWindow,
  ids: readonly DimensionId[],
  onRationales: (rationaleWords: readonly RationaleWords[]) => Promise<Result<undefined>>,
): Promise<Result<readonly RationaleWords[]>> {
  if (encoded === undefined) {
    const wanted = ahead.filter(({ id }) => ids.includes(id));
    const told = await onRationales(wanted);
    return told.ok ? ok(wanted) : told;
  }
  const wanted = distributions.filter(({ id }) => ids.includes(id));
  const written = await encoded.explain(wanted, (words) => onRationales(rationaleWordsOf(wanted, words)));
  return written.ok ? ok(rationaleWordsOf(wanted, written.value)) : written;
}

async function tell(
  rationaleWords: readonly RationaleWords[],
  { onWords, heartbeat, signal }: ExplainCalls,
): Promise<Result<undefined>> {
  onWords?.(rationaleWords);
  heartbeat?.();
  // The runtime answers without leaving its thread's turn; a message that cancels could not come in otherwise.
  if (signal !== undefined) await new Promise((resolve) => setTimeout(resolve));
  return signal?.aborted === true ? fail('cancelled', 'Scoring was cancelled.') : ok(undefined);
}

function rationaleWordsOf(
  distributions: readonly LevelDistribution[],
  words: readonly (readonly string[])[],
): readonly RationaleWords[] {
  return distributions.map(({ id }, row) => ({ id, words: words[row] ?? [] }));
}

function releaseOne(window: KeptWindow): void {
  window.encoded?.release();
  window.encoded = undefined;
}
