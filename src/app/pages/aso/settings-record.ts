import { once } from './once';
import type { AsoSettings } from './settings';
import { toHash } from './settings-link';

/** The metadata of an exported picture. The link restores every setting. */
export const settingsRecord = once((settings: AsoSettings): Readonly<Record<string, string | number>> => {
  return { link: toHash(settings), lambda: String(settings.lambda), target: settings.target, levels: settings.levels };
});
