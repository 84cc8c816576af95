import type { LinkFormat } from '../../shell/address/link-format';
import { readLink, writeLink } from '../../shell/address/link-format';
import type { Notation } from '../../shell/address/notation';
import { listOf, numberFrom, numberWithin, oneOf, textUpTo } from '../../shell/address/notation';
import type { AsoSettings } from './settings';
import { DEFAULT_SETTINGS, LIMITS, REFERENCE_KINDS, REWARD_KINDS } from './settings';

const MAX_LIST = 64;
const MAX_TEXT = 120;

const NUMBERS = Object.fromEntries(
  Object.entries(LIMITS).map(([key, limits]) => [key, numberWithin(limits)]),
) as unknown as Record<keyof typeof LIMITS, Notation<number>>;

/** The explorer's part of the page's address, `#/aso?v=1&lambda=0.5`. */
const FORMAT: LinkFormat<AsoSettings> = {
  route: '#/aso',
  version: '1',
  view: 'the explorer',
  defaults: DEFAULT_SETTINGS,
  fields: {
    ...NUMBERS,
    reward: oneOf(REWARD_KINDS),
    reference: oneOf(REFERENCE_KINDS),
    table: listOf(numberFrom(-Infinity), MAX_LIST),
    drawn: listOf(numberFrom(0), MAX_LIST),
    video: textUpTo(MAX_TEXT),
  },
};

export interface ReadSettings {
  readonly settings: AsoSettings;
  /** A sentence for the person where the link could not be read completely. */
  readonly problem: string | undefined;
}

export function toHash(settings: AsoSettings): string {
  return writeLink(FORMAT, settings);
}

export function fromHash(hash: string): ReadSettings {
  const { value, problem } = readLink(FORMAT, hash);
  return { settings: value, problem };
}
