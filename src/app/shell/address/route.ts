/** The views of the page. The address names the open one: `#/aso?...`, `#/evaluate`; otherwise the score page. */
export const VIEWS = ['score', 'aso', 'evaluate'] as const;
export type View = (typeof VIEWS)[number];

/** An address that names no view opens the first one. */
export function viewOf(hash: string): View {
  const name = /^#\/([a-z-]+)(\?|$)/.exec(hash)?.[1];
  return VIEWS.find((view) => view === name) ?? 'score';
}

/** `?embed` in front of the `#`: the page is embedded in a frame and leaves head and foot out. */
export function isEmbedded(search: string): boolean {
  return new URLSearchParams(search).has('embed');
}

/** The address of a view, for a link. */
export function addressOf(view: View): string {
  return `#/${view}`;
}
