/** How one value is written in a link. */
export interface Notation<T> {
  readonly write: (value: T) => string;
  /** The value of a text; undefined where the text is no value. */
  readonly read: (text: string) => T | undefined;
}

/** What a number may be. A link's number beyond its limits is held to them, as the page's controls do. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
}

/** The number itself where it is allowed, the nearest allowed one otherwise; undefined for what is no number. */
export function holdWithin({ min, max, whole }: Limits, value: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  const held = Math.min(max, Math.max(min, value));
  return whole === true ? Math.round(held) : held;
}

export function numberWithin(limits: Limits): Notation<number> {
  return { write: String, read: (text) => (text.trim() === '' ? undefined : holdWithin(limits, Number(text))) };
}

/** A finite number of at least `min`; a smaller one is none, not the nearest. */
export function numberFrom(min: number): Notation<number> {
  return {
    write: String,
    read(text) {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) && value >= min ? value : undefined;
    },
  };
}

export function oneOf<T extends string | number>(choices: readonly T[]): Notation<T> {
  return { write: String, read: (text) => choices.find((choice) => String(choice) === text) };
}

/** Free text, cut at `maxLength` characters. */
export function textUpTo(maxLength: number): Notation<string> {
  return { write: (text) => text, read: (text) => text.slice(0, maxLength) };
}

/** Several values with `_` between them; the list is invalid if one cannot be read. */
export function listOf<T>(entry: Notation<T>, maxLength: number): Notation<readonly T[]> {
  return {
    write: (values) => values.map(entry.write).join('_'),
    read(text) {
      if (text === '') return [];
      const values = text.split('_').flatMap((part) => entry.read(part) ?? []);
      const whole = values.length === text.split('_').length;
      return whole && values.length <= maxLength ? values : undefined;
    },
  };
}
