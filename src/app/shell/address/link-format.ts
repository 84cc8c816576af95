import type { Notation } from './notation';

/**
 * What a view keeps in the page's address, `#/aso?v=1&lambda=0.5`: versioned, without defaults, robust against bad input. A new
 * field needs no new version; another meaning of an old one does.
 */
export interface LinkFormat<T extends object> {
  readonly route: string;
  readonly version: string;
  readonly defaults: T;
  readonly fields: { readonly [K in keyof T]: Notation<T[K]> };
  /** Names that fields had before; links that carry them still open. Read, never written. */
  readonly oldNames?: { readonly [K in keyof T]?: string };
  /** What the notice of an old link calls the view. */
  readonly view: string;
}

export interface ReadLink<T> {
  readonly value: T;
  /** A sentence to show when a part of the link could not be read. */
  readonly problem: string | undefined;
}

/** The part of the address from `#` on; the route alone where all values are defaults. */
export function writeLink<T extends object>(format: LinkFormat<T>, value: T): string {
  const parts = keysOf(format).flatMap((key) => {
    const text = textOf(format, key, value);
    return text === textOf(format, key, format.defaults) ? [] : [`${key}=${encodeURIComponent(text)}`];
  });
  return parts.length === 0 ? format.route : `${format.route}?v=${format.version}&${parts.join('&')}`;
}

/** Reads what it can: an unknown key is passed over, a bad value leaves its default. */
export function readLink<T extends object>(format: LinkFormat<T>, hash: string): ReadLink<T> {
  const parameters = parametersOf(hash);
  const version = parameters.get('v');
  if (version !== null && version !== format.version) {
    return {
      value: format.defaults,
      problem: `This link was made by another version of ${format.view}. The default settings are shown instead.`,
    };
  }
  let bad = 0;
  const oldNames: Readonly<Partial<Record<string, string>>> = format.oldNames ?? {};
  const value = { ...format.defaults };
  for (const key of keysOf(format)) {
    // Where a key occurs twice, the last one counts.
    const text = [oldNames[key] ?? key, key].flatMap((name) => parameters.getAll(name)).at(-1);
    if (text === undefined) continue;
    const read = valueOf(format, key, text);
    if (read === undefined) bad++;
    else value[key] = read;
  }
  const settings = bad === 1 ? 'setting' : 'settings';
  return { value, problem: bad === 0 ? undefined : `${bad} ${settings} of this link could not be read.` };
}

/** False for an address that names a view and nothing of its state. */
export function carriesState(hash: string): boolean {
  return hash.includes('?');
}

function parametersOf(hash: string): URLSearchParams {
  const query = hash.indexOf('?');
  return new URLSearchParams(query < 0 ? '' : hash.slice(query + 1));
}

function keysOf<T extends object>({ defaults }: LinkFormat<T>): Extract<keyof T, string>[] {
  return Object.keys(defaults) as Extract<keyof T, string>[];
}

function textOf<T extends object>({ fields }: LinkFormat<T>, key: Extract<keyof T, string>, value: T): string {
  return fields[key].write(value[key]);
}

function valueOf<T extends object, K extends keyof T>(
  { fields }: LinkFormat<T>,
  key: K,
  text: string,
): T[K] | undefined {
  return fields[key].read(text);
}
