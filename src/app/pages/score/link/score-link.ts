import type { Choices } from '../choices';
import { DEFAULT_CHOICES, RATES_PER_SECOND } from '../choices';
import type { CompareLayout } from '../compare/layout-slice';
import { DEFAULT_LAYOUT, LAYOUT_MODES } from '../compare/layout-slice';
import { FIRST_SAMPLE } from '../gallery/samples';
import type { Panel } from '../report/report-slice';
import type { ScoreState } from '../score-state';
import type { ProfileChoice } from '../profile';
import { comparedItems, selectedItem } from '../clips-slice';
import { PANELS } from '../report/report-slice';
import { PROFILE_CHOICES } from '../profile';
import { CLIP_NAMES, clipNameOf } from './clip-name';
import type { LinkFormat, ReadLink } from '../../../shell/address/link-format';
import { readLink, writeLink } from '../../../shell/address/link-format';
import type { Notation } from '../../../shell/address/notation';
import { listOf, numberWithin, oneOf } from '../../../shell/address/notation';

/**
 * What a link to the score view carries. The provider is left out: it belongs to the machine, and the scores are
 * the same.
 */
export interface ScoreLink extends Omit<Choices, 'provider'>, CompareLayout {
  /** One of CLIP_NAMES: the clip on show, or the first of two. */
  readonly clip: string;
  /** The second of two clips that are compared. */
  readonly against: string | undefined;
  readonly profile: ProfileChoice;
  /** Place of the sampled frame on show. */
  readonly sampledFrame: number | undefined;
  readonly panels: readonly Panel[];
}

const { provider: _machine, ...MEASURES } = DEFAULT_CHOICES;

/** Above the frame count of any clip that can be scored in reasonable time. */
const LAST_FRAME = 1_000_000;

const SAMPLED_FRAME: Notation<number | undefined> = {
  write: (sampledFrame) => (sampledFrame === undefined ? '' : String(sampledFrame)),
  read: (text) => (/^\d+$/.test(text) && Number(text) <= LAST_FRAME ? Number(text) : undefined),
};

const AGAINST: Notation<string | undefined> = {
  write: (clip) => clip ?? '',
  read: oneOf(CLIP_NAMES).read,
};

const FORMAT: LinkFormat<ScoreLink> = {
  route: '#/score',
  version: '1',
  view: 'the page',
  defaults: {
    clip: FIRST_SAMPLE,
    against: undefined,
    ...DEFAULT_LAYOUT,
    profile: 'ultravqa',
    sampledFrame: undefined,
    panels: [],
    ...MEASURES,
  },
  fields: {
    clip: oneOf(CLIP_NAMES),
    against: AGAINST,
    mode: oneOf(LAYOUT_MODES),
    edge: numberWithin({ min: 0, max: 100, whole: true }),
    profile: oneOf(PROFILE_CHOICES),
    sampledFrame: SAMPLED_FRAME,
    panels: listOf(oneOf(PANELS), PANELS.length),
    ratePerSecond: oneOf(RATES_PER_SECOND),
    frameSimilarity: numberWithin({ min: 0, max: 1 }),
    patchCosine: numberWithin({ min: 0, max: 1 }),
    measure: oneOf(['cosine', 'luma']),
    lumaDifference: numberWithin({ min: 1, max: 32, whole: true }),
  },
  oldNames: { sampledFrame: 'moment' },
};

export const DEFAULT_LINK: ScoreLink = FORMAT.defaults;

/** The link to the current state of the page. */
export function linkOf(state: ScoreState): ScoreLink {
  const pair = comparedItems(state);
  const item = pair?.first ?? selectedItem(state);
  const { provider: _machine, ...measures } = state.choices;
  return {
    clip: item === undefined ? FIRST_SAMPLE : clipNameOf(item),
    against: pair === undefined ? undefined : clipNameOf(pair.second),
    ...(pair === undefined ? DEFAULT_LAYOUT : state.layout),
    profile: state.profile,
    sampledFrame: state.sampledFrame,
    panels: state.panels,
    ...measures,
  };
}

/** The link from `#` on. It always carries its version, so that it means the same in every visit. */
export function writeScoreLink(link: ScoreLink): string {
  const hash = writeLink(FORMAT, link);
  return hash === FORMAT.route ? `${hash}?v=${FORMAT.version}` : hash;
}

export function readScoreLink(hash: string): ReadLink<ScoreLink> {
  return readLink(FORMAT, hash);
}
