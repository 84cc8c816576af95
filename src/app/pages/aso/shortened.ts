/** Rounds a weight for a link. A positive weight stays positive, because a level without mass is a different case. */
export function shortened(value: number): number {
  return Number(value.toPrecision(4));
}
