import type { ProfileId } from '../../../quality';
import { PROFILE_CHOICES } from '../../../scoring';

export { PROFILE_CHOICES };
export type ProfileChoice = (typeof PROFILE_CHOICES)[number];

/** The profiles that a choice shows, in the order of the page. */
export function shownProfiles(choice: ProfileChoice): readonly ProfileId[] {
  return choice === 'both' ? ['ultravqa', 'q-save'] : [choice];
}
