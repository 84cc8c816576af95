import type { Choices } from '../choices';
import { DEFAULT_CHOICES, RATES_PER_SECOND } from '../choices';
import { exampleName } from '../example';
import { FIRST_SAMPLE, SAMPLES } from '../gallery/samples';
import type { Panel, PageState, ProfileChoice } from '../state';
import { PANELS, PROFILE_CHOICES, selectedItem } from '../state';
import type { LinkFormat, ReadLink } from './link-format';
import { readLink, writeLink } from './link-format';
import type { Notation } from './notation';
import { listOf, numberWithin, oneOf } from './notation';

/** In the place of a sample's name: the maker of the link looked at a file of their own, which no link can carry. */
export const OWN_FILE = 'own';

/**
 * What a link to the score view carries. Where the model runs is left out: it belongs to the machine, and the scores are
 * the same.
 */
export interface ScoreLink extends Omit<Choices, 'provider'> {
  /** Name of a sample, or OWN_FILE. */
  readonly clip: string;
  readonly profile: ProfileChoice;
  /** The sampled moment on show. */
  readonly moment: number | undefined;
  readonly panels: readonly Panel[];
}

const { provider: _machine, ...MEASURES } = DEFAULT_CHOICES;

/** Far beyond any clip that a person would wait for. */
const LAST_MOMENT = 1_000_000;

const MOMENT: Notation<number | undefined> = {
  write: (moment) => (moment === undefined ? '' : String(moment)),
  read: (text) => (/^\d+$/.test(text) && Number(text) <= LAST_MOMENT ? Number(text) : undefined),
};

const FORMAT: LinkFormat<ScoreLink> = {
  route: '#/score',
  version: '1',
  view: 'the page',
  defaults: { clip: FIRST_SAMPLE, profile: 'ultravqa', moment: undefined, panels: [], ...MEASURES },
  fields: {
    clip: oneOf([OWN_FILE, ...SAMPLES.map(({ name }) => name)]),
    profile: oneOf(PROFILE_CHOICES),
    moment: MOMENT,
    panels: listOf(oneOf(PANELS), PANELS.length),
    ratePerSecond: oneOf(RATES_PER_SECOND),
    frameSimilarity: numberWithin({ min: 0, max: 1 }),
    patchCosine: numberWithin({ min: 0, max: 1 }),
    measure: oneOf(['cosine', 'luma']),
    lumaDifference: numberWithin({ min: 1, max: 32, whole: true }),
  },
};

export const DEFAULT_LINK: ScoreLink = FORMAT.defaults;

/** What a link to the page as it stands would carry. */
export function linkOf(state: PageState): ScoreLink {
  const item = selectedItem(state);
  const { provider: _machine, ...measures } = state.choices;
  return {
    clip: item === undefined ? FIRST_SAMPLE : (exampleName(item) ?? OWN_FILE),
    profile: state.profile,
    moment: state.moment,
    panels: state.panels,
    ...measures,
  };
}

/** The link from `#` on. It says its version even where all is as usual, so that it means the same to everybody. */
export function writeScoreLink(link: ScoreLink): string {
  const hash = writeLink(FORMAT, link);
  return hash === FORMAT.route ? `${hash}?v=${FORMAT.version}` : hash;
}

export function readScoreLink(hash: string): ReadLink<ScoreLink> {
  return readLink(FORMAT, hash);
}
