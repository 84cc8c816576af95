import { SingleBar } from 'cli-progress';

/** Shows the progress of a stage: a bar on a terminal, a line every LOG_EVERY_MS in a log. */
export interface Bar {
  update(done: number, total: number, note?: string): void;
  stop(): void;
}

const LOG_EVERY_MS = 20_000;

export function openBar(title: string): Bar {
  return process.stderr.isTTY ? terminalBar(title) : logBar(title);
}

function terminalBar(title: string): Bar {
  const format = `${title.padEnd(12)} {bar} {value}/{total} | {eta_formatted} left {note}`;
  const bar = new SingleBar({ format, hideCursor: true, etaBuffer: 50 });
  let started = false;
  return {
    update(done, total, note = '') {
      if (started) bar.update(done, { note });
      else bar.start(total, done, { note });
      started = true;
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

function logBar(title: string): Bar {
  const started = Date.now();
  let first: number | undefined;
  let shown = 0;
  return {
    update(done, total, note = '') {
      first ??= done - 1;
      const now = Date.now();
      if (done < total && now - shown < LOG_EVERY_MS) return;
      shown = now;
      const perUnit = (now - started) / Math.max(1, done - first);
      const left = Math.round((perUnit * (total - done)) / 1000);
      console.error(`${title}: ${done} of ${total}, ${left} s left ${note}`.trimEnd());
    },
    stop() {},
  };
}
