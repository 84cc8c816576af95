import type { Progress } from '../scoring';

/** One line on standard error that is rewritten in place. It prints nothing where that is not a terminal. */
export interface ProgressLine {
  show(place: string, progress: Progress): void;
  clear(): void;
}

export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show(place, progress) {
      const room = Math.max(20, (stream.columns || 80) - 1);
      stream.write(`\r\u001b[K${describeProgress(place, progress).slice(0, room)}`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}

const STAGES: Record<Progress['stage'], string> = {
  opening: 'opening',
  'loading-model': 'loading the judge',
  sampling: 'decoding and packing',
  judging: 'judging',
  explaining: 'writing rationales',
  done: 'done',
};

export function describeProgress(place: string, progress: Progress): string {
  const { stage, framesDone, framesTotal, rate, secondsLeft } = progress;
  const parts = [`${place}: ${STAGES[stage]}`];
  if (framesDone > 0) parts.push(`${framesDone} of ${framesTotal ?? '?'} frames`);
  if (rate > 0 && stage === 'sampling') parts.push(`${rate.toFixed(0)} frames/s`);
  if (secondsLeft !== undefined) parts.push(`${Math.ceil(secondsLeft)} s left`);
  return parts.join(', ');
}
