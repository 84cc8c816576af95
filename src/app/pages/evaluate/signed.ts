/** Three decimals with a true minus, a percentage with one; an en dash for what does not exist. */
export function signed(value: number | undefined, percent = false): string {
  if (value === undefined) return '–';
  return (percent ? `${(100 * value).toFixed(1)}\u00a0%` : value.toFixed(3)).replace('-', '−');
}
