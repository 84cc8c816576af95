/**
 * The mark that a key moves to from mark `at` of a chart whose last mark is `last`. Undefined where the key moves
 * nowhere or the chart has no marks.
 */
export function markOfKey(key: string, at: number | undefined, last: number): number | undefined {
  const page = Math.max(1, Math.round(last / 10));
  const target: Record<string, number> = {
    ArrowRight: at === undefined ? 0 : at + 1,
    ArrowUp: at === undefined ? 0 : at + 1,
    ArrowLeft: at === undefined ? last : at - 1,
    ArrowDown: at === undefined ? last : at - 1,
    PageUp: (at ?? 0) + page,
    PageDown: (at ?? 0) - page,
    Home: 0,
    End: last,
  };
  const next = target[key];
  return next === undefined || last < 0 ? undefined : Math.max(0, Math.min(last, next));
}
