/** One small record in the browser's own storage: choices about the page, nothing about videos. */
const KEY = 'slowglass:preferences';

/** The fields that are stored, each with its allowed values. */
type PreferenceFields = Readonly<Record<string, readonly (string | boolean)[]>>;

export type Preferences<T extends PreferenceFields> = { readonly [K in keyof T]: T[K][number] };

/** The stored choices that are allowed. Storage may be denied, and another version may have written it. */
export function readPreferences<T extends PreferenceFields>(
  storage: () => Storage,
  fields: T,
): Partial<Preferences<T>> {
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const values = stored as Readonly<Record<string, unknown>>;
    const read = Object.entries(fields).flatMap(([name, allowed]) => {
      const value = allowed.find((each) => each === values[name]);
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(read) as Partial<Preferences<T>>;
  } catch {
    return {};
  }
}

export function writePreferences<T extends PreferenceFields>(
  storage: () => Storage,
  fields: T,
  values: Preferences<T>,
): void {
  try {
    const chosen = Object.fromEntries(Object.keys(fields).map((name) => [name, values[name]]));
    storage().setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Storage full or denied: the choice holds for this visit.
  }
}
