import type { Slice } from './store';

interface NoticeState {
  /** A sentence about the page itself, not about one file. */
  readonly notice: string | undefined;
}

interface NoticeAction {
  readonly kind: 'notice';
  readonly notice: string | undefined;
}

export const noticeSlice: Slice<NoticeState, NoticeAction> = {
  initial: { notice: undefined },
  on: { notice: (_, { notice }) => ({ notice }) },
};
