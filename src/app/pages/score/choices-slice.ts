import type { Capabilities } from '../../../scoring';
import type { Slice } from '../../shell/store';
import type { Choices } from './choices';
import { DEFAULT_CHOICES } from './choices';
import type { ProfileChoice } from './profile';

interface ChoicesState {
  /** Options of the next run. */
  readonly choices: Choices;
  /** Whose dimensions are shown. */
  readonly profile: ProfileChoice;
  /** What this browser can run the model on. Known after the first file started the worker. */
  readonly capabilities: Capabilities | undefined;
}

type ChoicesAction =
  | { readonly kind: 'choices'; readonly choices: Partial<Choices> }
  | { readonly kind: 'profile'; readonly profile: ProfileChoice }
  | { readonly kind: 'capabilities'; readonly capabilities: Capabilities };

export const choicesSlice: Slice<ChoicesState, ChoicesAction> = {
  initial: { choices: DEFAULT_CHOICES, profile: 'ultravqa', capabilities: undefined },
  on: {
    choices: (state, { choices }) => ({ choices: { ...state.choices, ...choices } }),
    profile: (_, { profile }) => ({ profile }),
    capabilities: (_, { capabilities }) => ({ capabilities }),
  },
};
