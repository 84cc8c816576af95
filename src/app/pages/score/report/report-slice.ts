import type { Slice } from '../../../shell/store';
import type { ArtifactRequest } from './artifact-request';
import type { Spot } from './spot';

/** The folding parts of the score view that a link can open. */
export const PANELS = ['options', 'details'] as const;
export type Panel = (typeof PANELS)[number];

interface ReportState {
  /** The artifact of a rationale that is outlined in the picture. */
  readonly spot: Spot | undefined;
  /** The artifact whose attribution was asked for. */
  readonly artifactRequest: ArtifactRequest | undefined;
  /** The folding parts that are open. */
  readonly panels: readonly Panel[];
}

type ReportAction =
  | { readonly kind: 'spot'; readonly spot: Spot }
  | { readonly kind: 'locate-artifact'; readonly request: ArtifactRequest }
  | { readonly kind: 'panels'; readonly panels: readonly Panel[] }
  | { readonly kind: 'panel'; readonly panel: Panel; readonly open: boolean };

export const reportSlice: Slice<ReportState, ReportAction> = {
  initial: { spot: undefined, artifactRequest: undefined, panels: [] },
  on: {
    spot: (_, { spot }) => ({ spot }),
    'locate-artifact': (_, { request }) => ({ artifactRequest: request }),
    panels: (_, { panels }) => ({ panels }),
    panel: (state, { panel, open }) => fold(state, panel, open),
  },
};

/** Panels are kept in the order of PANELS: the same view gives the same link. */
function fold({ panels }: ReportState, panel: Panel, open: boolean): Partial<ReportState> {
  if (panels.includes(panel) === open) return {};
  return { panels: PANELS.filter((each) => (each === panel ? open : panels.includes(each))) };
}
