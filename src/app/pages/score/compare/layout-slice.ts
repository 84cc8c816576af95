import type { Slice } from '../../../shell/store';

export const LAYOUT_MODES = ['side', 'wipe'] as const;

/** How the pictures of two compared clips lie: beside each other, or one over the other with an edge between. */
export interface CompareLayout {
  readonly mode: (typeof LAYOUT_MODES)[number];
  /** Where the wipe's edge lies, whole percent from the left. */
  readonly edge: number;
}

export const DEFAULT_LAYOUT: CompareLayout = { mode: 'side', edge: 50 };

interface LayoutState {
  readonly layout: CompareLayout;
}

interface LayoutAction {
  readonly kind: 'layout';
  readonly layout: Partial<CompareLayout>;
}

export const layoutSlice: Slice<LayoutState, LayoutAction> = {
  initial: { layout: DEFAULT_LAYOUT },
  on: { layout: (state, { layout }) => ({ layout: { ...state.layout, ...layout } }) },
};
