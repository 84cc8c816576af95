import type { AsoSettings } from './settings';
import { DEFAULT_SETTINGS, isNumberKey, REFERENCE_KINDS, REWARD_KINDS, withinLimits } from './settings';

/** The explorer's part of the page's address, `#/aso?v=1&lambda=0.5`: versioned, without defaults, proof to garbage. */
const ROUTE = '#/aso';
const VERSION = '1';
const MAX_LIST = 64;
const MAX_TEXT = 120;

export interface ReadLink {
  readonly settings: AsoSettings;
  /** A sentence for the person when the link could not be read as it was meant. */
  readonly problem: string | undefined;
}

export function toHash(settings: AsoSettings): string {
  const parts: string[] = [];
  for (const key of Object.keys(DEFAULT_SETTINGS) as (keyof AsoSettings)[]) {
    const value = settings[key];
    const text = textOf(value);
    if (text !== textOf(DEFAULT_SETTINGS[key])) parts.push(`${key}=${encodeURIComponent(text)}`);
  }
  return parts.length === 0 ? ROUTE : `${ROUTE}?v=${VERSION}&${parts.join('&')}`;
}

/** Reads what it can: an unknown key is passed over, a bad value leaves its default. */
export function fromHash(hash: string): ReadLink {
  const query = hash.indexOf('?');
  const parameters = new URLSearchParams(query < 0 ? '' : hash.slice(query + 1));
  const version = parameters.get('v');
  if (version !== null && version !== VERSION) {
    return {
      settings: DEFAULT_SETTINGS,
      problem: 'This link was made by another version of the explorer. The usual settings are shown instead.',
    };
  }
  const read: Record<string, unknown> = {};
  let bad = 0;
  for (const [key, text] of parameters) {
    if (key === 'v' || !Object.hasOwn(DEFAULT_SETTINGS, key)) continue;
    const value = valueOf(key as keyof AsoSettings, text);
    if (value === undefined) bad++;
    else read[key] = value;
  }
  return {
    settings: { ...DEFAULT_SETTINGS, ...(read as Partial<AsoSettings>) },
    problem: bad === 0 ? undefined : `${bad} ${bad === 1 ? 'setting' : 'settings'} of this link could not be read.`,
  };
}

function textOf(value: AsoSettings[keyof AsoSettings]): string {
  return Array.isArray(value) ? value.join('_') : String(value);
}

function valueOf(key: keyof AsoSettings, text: string): AsoSettings[keyof AsoSettings] | undefined {
  if (isNumberKey(key)) return text.trim() === '' ? undefined : withinLimits(key, Number(text));
  if (key === 'reward') return REWARD_KINDS.find((kind) => kind === text);
  if (key === 'reference') return REFERENCE_KINDS.find((kind) => kind === text);
  if (key === 'video') return text.slice(0, MAX_TEXT);
  return listOf(text, key === 'drawn' ? 0 : -Infinity);
}

function listOf(text: string, min: number): readonly number[] | undefined {
  if (text === '') return [];
  const values = text.split('_').map((part) => (part === '' ? Number.NaN : Number(part)));
  const sound = values.every((value) => Number.isFinite(value) && value >= min);
  return sound && values.length <= MAX_LIST ? values : undefined;
}
