import type { Random } from '../../base';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** Milliseconds to wait before the next try: twice as long each time, spread so that requests do not come at once. */
export function pauseBefore(tries: number, random: Random): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries * random.uniform(0.5, 1.5));
}

/** Milliseconds that the server asks to wait, in seconds or as a date; 0 where it asks nothing. */
export function retryAfter(headers: Headers, now = Date.now()): number {
  const asked = headers.get('retry-after');
  if (asked === null) return 0;
  const milliseconds = /^\s*\d+(\.\d+)?\s*$/.test(asked) ? 1000 * Number(asked) : Date.parse(asked) - now;
  return Number.isFinite(milliseconds) ? Math.min(LONGEST_PAUSE_MS, Math.max(0, milliseconds)) : 0;
}
