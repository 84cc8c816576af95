import type { ThemeChoice } from './theme-slice';

/** Sets the theme on the document; style sheets read `data-theme` and, without one, ask the system. */
export function applyTheme(theme: ThemeChoice): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
