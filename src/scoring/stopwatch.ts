/** Milliseconds spent in each stage of a scoring. Stages overlap, so their sum may exceed the time that passed. */
export interface Stopwatch<S extends string> {
  /** Adds the time until the returned promise settles to `stage`. A call of the same stage within it counts twice. */
  time<T>(stage: S, work: () => T | Promise<T>): Promise<T>;
  /** The sums so far. */
  readonly milliseconds: Readonly<Record<S, number>>;
}

/** @param now milliseconds, monotonic. */
export function createStopwatch<S extends string>(stages: readonly S[], now: () => number): Stopwatch<S> {
  const milliseconds = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<S, number>;
  return {
    async time(stage, work) {
      const started = now();
      try {
        return await work();
      } finally {
        milliseconds[stage] += now() - started;
      }
    },
    get milliseconds() {
      return { ...milliseconds };
    },
  };
}
