import type { Slice } from '../../../shell/store';

/** The judge that scores from now on, as the page shows it. The files of a model stay with the runner. */
export type ShownJudge =
  | { readonly kind: 'compact' }
  | {
      readonly kind: 'vlm';
      /** Name of the chosen folder. */
      readonly name: string;
      /** Bytes of the graphs and weights that are loaded. */
      readonly bytes: number;
    };

interface JudgeState {
  readonly judge: ShownJudge;
}

type JudgeAction = { readonly kind: 'judge'; readonly judge: ShownJudge };

export const judgeSlice: Slice<JudgeState, JudgeAction> = {
  initial: { judge: { kind: 'compact' } },
  on: { judge: (_, { judge }) => ({ judge }) },
};
