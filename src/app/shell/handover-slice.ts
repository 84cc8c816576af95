import type { Slice } from './store';

interface HandoverState {
  /** Table files that a page hands to the evaluation page. The page that takes them empties the list. */
  readonly handedTables: readonly File[];
}

interface HandoverAction {
  readonly kind: 'hand-over';
  readonly tables: readonly File[];
}

export const handoverSlice: Slice<HandoverState, HandoverAction> = {
  initial: { handedTables: [] },
  on: { 'hand-over': (_, { tables }) => ({ handedTables: tables }) },
};
