/** A signed number with three decimals or a percentage with one, with a minus sign. An en dash for a missing value. */
export function signed(value: number | undefined, percent = false): string {
  if (value === undefined) return '–';
  return (percent ? `${(100 * value).toFixed(1)}\u00a0%` : value.toFixed(3)).replace('-', '−');
}
