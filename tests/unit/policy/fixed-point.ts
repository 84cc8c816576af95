/**
 * Real numbers as integers over 2^200, about 60 decimal digits: the reference for double arithmetic. Slow and
 * simple on purpose; shares no formula with the code under test but the definitions.
 */
const BITS = 200n;
export const ONE = 1n << BITS;

/** Exact for every double above 2^-140 or so; below, cut off at 2^-200. */
export function fixed(value: number): bigint {
  if (value === 0) return 0n;
  const exponent = Math.floor(Math.log2(Math.abs(value))) - 60;
  const mantissa = BigInt(value / 2 ** exponent);
  const shift = BITS + BigInt(exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

/** Rounded to a double, with a relative error below 1e-15 for values above 1e-40. */
export function double(value: bigint): number {
  const negative = value < 0n;
  let magnitude = negative ? -value : value;
  let exponent = -Number(BITS);
  while (magnitude > 1n << 64n) {
    magnitude >>= 8n;
    exponent += 8;
  }
  return (negative ? -1 : 1) * Number(magnitude) * 2 ** exponent;
}

export const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
export const divide = (a: bigint, b: bigint): bigint => (a << BITS) / b;
export const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

/** Taylor's series after halving the argument 16 times. Zero below e^-138, where it has no digits left. */
export function exponential(x: bigint): bigint {
  if (x < -138n * ONE) return 0n;
  const small = x >> 16n;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = multiply(term, small) / k;
    sum += term;
  }
  for (let i = 0; i < 16; i++) sum = multiply(sum, sum);
  return sum;
}

const LN2 = logarithmNearOne(2n * ONE);

/** Natural logarithm of a positive number: 2 artanh((m - 1) / (m + 1)) after halving or doubling to m in 1..2. */
export function logarithm(x: bigint): bigint {
  if (x <= 0n) throw new RangeError('the logarithm needs a positive number');
  const power = BigInt(x.toString(2).length - 1) - BITS;
  const m = power >= 0n ? x >> power : x << -power;
  return logarithmNearOne(m) + power * LN2;
}

function logarithmNearOne(m: bigint): bigint {
  const y = divide(m - ONE, m + ONE);
  const square = multiply(y, y);
  let power = y;
  let sum = 0n;
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = multiply(power, square);
  }
  return 2n * sum;
}
