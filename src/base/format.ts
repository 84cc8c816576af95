/** Numbers as the page writes them. Digits and units are joined by no-break spaces. */
const NBSP = '\u00a0';

/** A score or a similarity: two decimals. */
export function formatScore(value: number): string {
  return value.toFixed(2);
}

/** Three significant digits, without trailing zeros; very large and very small numbers with an exponent. */
export function formatSignificant(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value).replace('Infinity', '∞').replace('-', '−');
  const size = Math.abs(value);
  const text =
    size < 1e-3 || size >= 1e5
      ? value
          .toExponential(2)
          .replace(/\.?0*e/, 'e')
          .replace('e+', 'e')
      : String(size >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
  return text.replaceAll('-', '−');
}

/** A probability as a percentage; what is not nothing never reads as nothing. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  if (percent > 0 && percent < 1) return `<${NBSP}1${NBSP}%`;
  return `${Math.round(percent)}${NBSP}%`;
}

/** A point in a video: `1.25 s`, or `2:05.5` from a minute on. */
export function formatInstant(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  if (hundredths < 6000) return `${trimZeros((hundredths / 100).toFixed(2))}${NBSP}s`;
  const minutes = Math.floor(hundredths / 6000);
  const rest = trimZeros(((hundredths % 6000) / 100).toFixed(2).padStart(5, '0'));
  return `${minutes}:${rest}`;
}

/** How long something takes or lasts, in words a person waiting can use. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return 'unknown';
  if (seconds < 10) return `${trimZeros(seconds.toFixed(1))}${NBSP}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${NBSP}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${NBSP}min ${whole % 60}${NBSP}s`;
  return `${Math.floor(whole / 3600)}${NBSP}h ${Math.floor((whole % 3600) / 60)}${NBSP}min`;
}

/** What is left to wait: whole seconds, never `0 s` while something still runs. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 1) return `less than 1${NBSP}s left`;
  return `${formatDuration(Math.round(seconds))} left`;
}

/** `412 frames/s`; slow work keeps a decimal. */
export function formatRate(framesPerSecond: number): string {
  const digits = framesPerSecond < 10 ? framesPerSecond.toFixed(1) : String(Math.round(framesPerSecond));
  return `${digits}${NBSP}frames/s`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en').replaceAll(',', NBSP);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}${NBSP}${units[unit]}`;
}

/** The everyday name of a WebCodecs codec string. */
export function codecName(codec: string): string {
  const families: readonly [RegExp, string][] = [
    [/^avc[13]/, 'H.264'],
    [/^(hvc1|hev1|dvh[1e])/, 'HEVC'],
    [/^vp0?8/, 'VP8'],
    [/^vp0?9/, 'VP9'],
    [/^av01/, 'AV1'],
  ];
  return families.find(([pattern]) => pattern.test(codec))?.[1] ?? codec;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/0+$/, '').replace(/\.$/, '') : digits;
}
