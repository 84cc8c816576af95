import type { PageState } from '../state';
import { PROFILE_CHOICES } from '../state';

/** One small record in the browser's own storage: what a person chose about the page, nothing about videos. */
const KEY = 'slowglass:preferences';

type Preferences = Pick<PageState, 'theme' | 'profile' | 'singleKeys'>;

/** What was kept, as far as it can be read: storage may be denied, and another version may have written it. */
export function readPreferences(storage: () => Storage): Partial<Preferences> {
  try {
    const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const theme = 'theme' in kept ? oneOf(kept.theme, ['system', 'light', 'dark'] as const) : undefined;
    const profile = 'profile' in kept ? oneOf(kept.profile, PROFILE_CHOICES) : undefined;
    const singleKeys = 'singleKeys' in kept ? oneOf(kept.singleKeys, [true, false]) : undefined;
    return {
      ...(theme === undefined ? {} : { theme }),
      ...(profile === undefined ? {} : { profile }),
      ...(singleKeys === undefined ? {} : { singleKeys }),
    };
  } catch {
    return {};
  }
}

export function writePreferences(storage: () => Storage, { theme, profile, singleKeys }: Preferences): void {
  try {
    storage().setItem(KEY, JSON.stringify({ theme, profile, singleKeys }));
  } catch {
    // Storage full or denied: the choice holds for this visit.
  }
}

function oneOf<T extends string | boolean>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}
