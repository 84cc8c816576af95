import type { Result } from '../base';
import { defined, ok } from '../base';
import type { LevelDistribution, RationaleWords, Rationales, WindowReading } from '../judges';
import type { DimensionId } from '../quality';
import { checkMessages } from './endings';

/** Which window each dimension is explained from: the window's place in the order of `add`. */
export type ExplainedWindows = ReadonlyMap<DimensionId, number>;

export interface WriteCalls {
  /** Called after each word with all rationales written so far. */
  readonly onWords?: ((rationales: Rationales) => void) | undefined;
  /** Called after each word, so that a watchdog sees progress. */
  readonly heartbeat?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes rationales after the whole video is judged, because only then is it known which window is closest to the
 * video's score. It keeps the reading of each window until then.
 */
export interface RationaleWriter {
  /** Takes ownership of the reading. */
  add(reading: WindowReading, distributions: readonly LevelDistribution[]): Promise<Result<undefined>>;
  /** Writes the rationale of each dimension, window by window. A cancel ends it between two words. */
  write(windows: ExplainedWindows, calls: WriteCalls): Promise<Result<Rationales>>;
  /** Releases the readings that are still kept. */
  release(): void;
}

interface KeptWindow {
  readonly distributions: readonly LevelDistribution[];
  /** Undefined after it was written early and released. */
  reading: WindowReading | undefined;
  early: Rationales;
}

/** A reading takes up to a megabyte. Above this number the oldest window is written early and released. */
const MOST_KEPT = 64;

export function createRationaleWriter(mostKept = MOST_KEPT): RationaleWriter {
  const kept: KeptWindow[] = [];

  const writeEarly = async (window: KeptWindow): Promise<Result<undefined>> => {
    const written = await explain(defined(window.reading, 'a kept reading'), window.distributions, noCheck);
    if (!written.ok) return written;
    window.early = written.value;
    releaseOne(window);
    return ok(undefined);
  };
  return {
    async add(reading, distributions) {
      kept.push({ distributions, reading, early: [] });
      const oldest = kept[kept.length - 1 - mostKept];
      return oldest === undefined ? ok(undefined) : writeEarly(oldest);
    },

    async write(windows, calls) {
      let done: Rationales = [];
      for (const place of new Set(windows.values())) {
        const window = defined(kept[place], `window ${place}`);
        const ids = [...windows].filter(([, each]) => each === place).map(([id]) => id);
        const before = done;
        const written = await writeOne(window, ids, calls.signal, (rationales) =>
          publish([...before, ...rationales], calls),
        );
        if (!written.ok) return written;
        done = [...before, ...written.value];
      }
      return ok(done);
    },

    release: () => kept.forEach(releaseOne),
  };
}

type AfterWord = (rationales: Rationales) => Promise<Result<undefined>>;

const noCheck: AfterWord = async () => ok(undefined);

/** Writes some of a window's dimensions, or looks up what was written early. */
async function writeOne(
  { distributions, reading, early }: KeptWindow,
  ids: readonly DimensionId[],
  signal: AbortSignal | undefined,
  afterWord: AfterWord,
): Promise<Result<Rationales>> {
  const isAsked = ({ id }: Pick<RationaleWords, 'id'>): boolean => ids.includes(id);
  if (reading !== undefined) return explain(reading, distributions.filter(isAsked), afterWord, signal);
  const asked = early.filter(isAsked);
  const published = await afterWord(asked);
  return published.ok ? ok(asked) : published;
}

async function explain(
  reading: WindowReading,
  distributions: readonly LevelDistribution[],
  afterWord: AfterWord,
  signal?: AbortSignal,
): Promise<Result<Rationales>> {
  let last: Rationales = [];
  for await (const step of reading.explain(distributions, signal)) {
    if (!step.ok) return step;
    last = step.value;
    const going = await afterWord(last);
    if (!going.ok) return going;
  }
  return ok(last);
}

async function publish(rationales: Rationales, { onWords, heartbeat, signal }: WriteCalls): Promise<Result<undefined>> {
  onWords?.(rationales);
  heartbeat?.();
  return checkMessages(signal);
}

function releaseOne(window: KeptWindow): void {
  window.reading?.release();
  window.reading = undefined;
}
