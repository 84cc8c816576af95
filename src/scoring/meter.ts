import type { Progress, Stage } from './progress';

/** People read no faster, and each report is a message between threads. */
const REPORT_EVERY_MS = 100;

/** Turns events of the pipeline into progress reports: each change of stage, and frame counts a few times a second. */
export interface Meter {
  enter(stage: Stage): void;
  frames(done: number, total: number | undefined): void;
  /** Repeats the last report, so that a watchdog sees progress between two frames. */
  heartbeat(): void;
}

/** @param now milliseconds, monotonic. */
export function createMeter(report: ((progress: Progress) => void) | undefined, now: () => number): Meter {
  let stage: Stage = 'opening';
  let done = 0;
  let total: number | undefined;
  let started = now();
  let reported = -Infinity;
  const send = (): void => {
    if (report === undefined) return;
    reported = now();
    const seconds = (reported - started) / 1000;
    const rate = done > 0 && seconds > 0 ? done / seconds : 0;
    const left = total === undefined || rate === 0 ? undefined : Math.max(0, total - done) / rate;
    report({
      stage,
      framesDone: done,
      framesTotal: total,
      rate,
      secondsLeft: stage === 'sampling' ? left : undefined,
    });
  };
  return {
    enter(next) {
      // The rate is that of decoding, so time before it does not count.
      if (next === 'sampling') started = now();
      stage = next;
      send();
    },
    frames(framesDone, framesTotal) {
      done = framesDone;
      // A file may hold more frames than it states.
      total = framesTotal === undefined ? undefined : Math.max(framesTotal, framesDone);
      if (now() - reported >= REPORT_EVERY_MS) send();
    },
    heartbeat() {
      if (now() - reported >= REPORT_EVERY_MS) send();
    },
  };
}
