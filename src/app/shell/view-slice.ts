import type { View } from './address/route';
import type { Slice } from './store';

interface ViewState {
  readonly view: View;
  /** True in a frame of another page: only the view itself is drawn. */
  readonly embedded: boolean;
}

interface ViewAction {
  readonly kind: 'view';
  readonly view: View;
}

/** Which view is open. `embedded` is set at the start and does not change. */
export const viewSlice: Slice<ViewState, ViewAction> = {
  initial: { view: 'score', embedded: false },
  on: { view: (_, { view }) => ({ view }) },
};
