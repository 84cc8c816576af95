import { InvalidArgumentError } from 'commander';

/** An option's whole number from 1. */
export function toCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

export function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
