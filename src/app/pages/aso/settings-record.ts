import { once } from './once';
import type { AsoSettings } from './settings';
import { toHash } from './settings-link';

/** What travels in the metadata of an exported picture: the link brings every setting back. */
export const settingsRecord = once((settings: AsoSettings): Readonly<Record<string, string | number>> => {
  return { link: toHash(settings), lambda: String(settings.lambda), target: settings.target, levels: settings.levels };
});
