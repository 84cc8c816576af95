import type { BootstrapTable } from '../../../statistics';
import { BootstrapDraws, DRAWS_AT_ONCE } from '../../../statistics';
import type { DrawService } from './draw-worker-service';

/** Scores per call: about a tenth of a second, often enough for progress and cancel. */
const SCORES_A_CALL = 1e7;
/** Most draws per call. It limits the calls of a small table. */
const MOST_BLOCKS_A_CALL = 12;

/** A source of draws. `end` frees it at once, even while it draws. */
export interface Drawer extends DrawService {
  end(): void;
}

export interface DrawCall {
  readonly signal: AbortSignal;
  /** Draws done so far. */
  readonly onDraws: (done: number) => void;
}

/**
 * All draws of a table, distributed over the drawers as each becomes free. A draw is a function of its number, so any
 * drawer can compute it. Undefined when cancelled. Rejects when a drawer fails.
 */
export async function drawAll(
  table: BootstrapTable,
  draws: number,
  drawers: readonly Drawer[],
  { signal, onDraws }: DrawCall,
): Promise<BootstrapDraws | undefined> {
  const all = new BootstrapDraws(table.methods.length, draws);
  const step =
    DRAWS_AT_ONCE *
    Math.min(MOST_BLOCKS_A_CALL, Math.ceil(SCORES_A_CALL / DRAWS_AT_ONCE / Math.max(1, scoresOf(table))));
  const cancelled = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  let next = 0;
  let done = 0;
  const work = async (drawer: Drawer): Promise<void> => {
    await drawer.load(table);
    while (next < draws && !signal.aborted) {
      const from = next;
      next = Math.min(draws, from + step);
      const part = await drawer.draw(from, next - from);
      all.take(part);
      done += part.count;
      onDraws(done);
    }
  };
  try {
    await Promise.race([Promise.all(drawers.map(work)), cancelled]);
    return signal.aborted ? undefined : all;
  } finally {
    for (const drawer of drawers) drawer.end();
  }
}

/** Rows times methods. */
export function scoresOf({ human, methods }: BootstrapTable): number {
  return human.length * methods.length;
}
