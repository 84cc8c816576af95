import type { Result } from '../../base';
import type { DecoderState } from './decoder';

/**
 * Gives each window's reading the decoder state behind its frames, and keeps only the last one that was used: a state
 * takes hundreds of megabytes, while the features from which it is computed again take some.
 */
export interface SharedStates {
  /**
   * Runs `use` with the state that `make` makes, or with the one that is kept for `owner`. One at a time; the state is
   * valid until `use` has settled.
   */
  with<T>(
    owner: object,
    make: () => Promise<Result<DecoderState>>,
    use: (state: DecoderState) => Promise<Result<T>>,
  ): Promise<Result<T>>;
  /** Releases the state that is kept for `owner`, if it is. */
  drop(owner: object): void;
}

export function createSharedStates(): SharedStates {
  let kept: { readonly owner: object; readonly state: DecoderState } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = turn.then(job);
    turn = result.catch(() => undefined);
    return result;
  };
  const release = (): void => {
    kept?.state.release();
    kept = undefined;
  };
  return {
    with: (owner, make, use) =>
      inTurn(async () => {
        if (kept?.owner !== owner) {
          release();
          const made = await make();
          if (!made.ok) return made;
          kept = { owner, state: made.value };
        }
        return use(kept.state);
      }),
    drop(owner) {
      void inTurn(async () => {
        if (kept?.owner === owner) release();
      });
    },
  };
}
