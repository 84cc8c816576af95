/** The views of the page. Which one is open stands in the address: `#/aso?...`, `#/evaluate`; else the scoring bench. */
export const VIEWS = ['score', 'aso', 'evaluate'] as const;
export type View = (typeof VIEWS)[number];

/** Garbage in the address opens the first view, as no address does. */
export function viewOf(hash: string): View {
  const name = /^#\/([a-z-]+)(\?|$)/.exec(hash)?.[1];
  return VIEWS.find((view) => view === name) ?? 'score';
}

/** `?embed` in front of the `#`: the page stands in somebody's frame and leaves its own chrome out. */
export function isEmbedded(search: string): boolean {
  return new URLSearchParams(search).has('embed');
}

/** The address of a view, to stand in a link. */
export function addressOf(view: View): string {
  return `#/${view}`;
}
