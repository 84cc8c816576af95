import { PRESETS } from '../../../../src/trainer/presets';
import type { Job } from '../../../../src/trainer/run/job';

/** A job of a preset that writes nowhere. */
export function jobOf(preset: string, more: Partial<Job> = {}): Job {
  return {
    preset: PRESETS[preset]!,
    clips: 96,
    seed: 1,
    from: undefined,
    content: [],
    cache: '/nowhere',
    out: '/nowhere',
    command: 'npm run train',
    workers: 1,
    shouldStop: () => false,
    signal: new AbortController().signal,
    ...more,
  };
}
