import type { Slice } from '../../../shell/store';

export const LAYOUT_MODES = ['side', 'wipe'] as const;

/** Layout of the pictures of two compared clips: side by side, or one over the other with an edge between them. */
export interface CompareLayout {
  readonly mode: (typeof LAYOUT_MODES)[number];
  /** Position of the wipe's edge, whole percent from the left. */
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
