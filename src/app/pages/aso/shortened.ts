/** Short enough for a link, and never nothing where there is something: a level without mass is another thing. */
export function shortened(value: number): number {
  return Number(value.toPrecision(4));
}
