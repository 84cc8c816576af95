import { defined } from '../base/assert';
import type { Result } from '../base/result';
import { fail, ok } from '../base/result';
import type { EncodedWindow, Judgement } from '../model/quality-model';
import type { DimensionId } from '../quality/dimensions';

/** The decoder's words about one dimension as far as they are written, the rating word first. */
export interface Writing {
  readonly id: DimensionId;
  readonly words: readonly string[];
}

/** Which window each dimension is explained by: its place in the order in which the windows came. */
export type ExplainedWindows = ReadonlyMap<DimensionId, number>;

export interface ExplainCalls {
  /** Told of all that is written so far, word by word. */
  readonly onWords?: ((writings: readonly Writing[]) => void) | undefined;
  /** Called at every word: somebody may be watching for a standstill. */
  readonly alive?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Keeps what the encoder made of each window until the whole video is judged, for only then is it known which window
 * stands for it; then lets the decoder write about that one alone.
 */
export interface Explainer {
  /** Takes the window over. */
  add(window: EncodedWindow, judgements: readonly Judgement[]): Promise<Result<undefined>>;
  /** Every dimension's words, written where somebody can watch. */
  write(windows: ExplainedWindows, calls: ExplainCalls): Promise<Result<readonly Writing[]>>;
  /** Gives back what is still kept. */
  release(): void;
}

interface KeptWindow {
  readonly judgements: readonly Judgement[];
  /** Undefined once it was explained ahead and released. */
  encoded: EncodedWindow | undefined;
  ahead: readonly Writing[];
}

/** A window's memories take up to a megabyte; those of a long film are explained ahead, unseen, instead of kept. */
const MOST_KEPT = 64;

export function createExplainer(mostKept = MOST_KEPT): Explainer {
  const kept: KeptWindow[] = [];

  const explainAhead = async (window: KeptWindow): Promise<Result<undefined>> => {
    const written = await defined(window.encoded, 'a kept window').explain(window.judgements);
    if (!written.ok) return written;
    window.ahead = writingsOf(window.judgements, written.value);
    releaseOne(window);
    return ok(undefined);
  };
  return {
    async add(encoded, judgements) {
      kept.push({ judgements, encoded, ahead: [] });
      const eldest = kept[kept.length - 1 - mostKept];
      return eldest === undefined ? ok(undefined) : explainAhead(eldest);
    },

    async write(windows, calls) {
      let done: readonly Writing[] = [];
      for (const place of new Set(windows.values())) {
        const window = defined(kept[place], `window ${place}`);
        const ids = [...windows].filter(([, each]) => each === place).map(([id]) => id);
        const before = done;
        const written = await writeOne(window, ids, (writings) => tell([...before, ...writings], calls));
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
  { judgements, encoded, ahead }: KeptWindow,
  ids: readonly DimensionId[],
  onWritings: (writings: readonly Writing[]) => Promise<Result<undefined>>,
): Promise<Result<readonly Writing[]>> {
  if (encoded === undefined) {
    const wanted = ahead.filter(({ id }) => ids.includes(id));
    const told = await onWritings(wanted);
    return told.ok ? ok(wanted) : told;
  }
  const wanted = judgements.filter(({ id }) => ids.includes(id));
  const written = await encoded.explain(wanted, (words) => onWritings(writingsOf(wanted, words)));
  return written.ok ? ok(writingsOf(wanted, written.value)) : written;
}

async function tell(
  writings: readonly Writing[],
  { onWords, alive, signal }: ExplainCalls,
): Promise<Result<undefined>> {
  onWords?.(writings);
  alive?.();
  // The runtime answers without leaving its thread's turn; a message that cancels could not come in otherwise.
  if (signal !== undefined) await new Promise((resolve) => setTimeout(resolve));
  return signal?.aborted === true ? fail('cancelled', 'Scoring was cancelled.') : ok(undefined);
}

function writingsOf(judgements: readonly Judgement[], words: readonly (readonly string[])[]): readonly Writing[] {
  return judgements.map(({ id }, row) => ({ id, words: words[row] ?? [] }));
}

function releaseOne(window: KeptWindow): void {
  window.encoded?.release();
  window.encoded = undefined;
}
