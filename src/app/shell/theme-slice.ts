import type { Slice } from './store';

export const THEME_CHOICES = ['light', 'system', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

interface ThemeState {
  readonly theme: ThemeChoice;
}

interface ThemeAction {
  readonly kind: 'theme';
  readonly theme: ThemeChoice;
}

export const themeSlice: Slice<ThemeState, ThemeAction> = {
  initial: { theme: 'system' },
  on: { theme: (_, { theme }) => ({ theme }) },
};
