import type { Judges } from '../../judges';

/** Judges of which one can be exchanged for another. */
export interface SwitchingJudges extends Judges {
  /** Disposes of the judges so far and uses these. Nothing may be scored at that time. */
  switchTo(next: Judges): Promise<void>;
}

export function createSwitchingJudges(first: Judges): SwitchingJudges {
  let current = first;
  return {
    open: (provider) => current.open(provider),
    gpu: () => current.gpu(),
    dispose: () => current.dispose(),
    async switchTo(next) {
      const before = current;
      current = next;
      await before.dispose();
    },
  };
}
