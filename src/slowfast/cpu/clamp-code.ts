/** Clamps to the range of 8-bit code values. */
export function clampCode(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
