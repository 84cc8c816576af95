import { describe, expect, it } from 'vitest';
import {
  codecName,
  formatBytes,
  formatCount,
  formatDuration,
  formatInstant,
  formatPercent,
  formatRate,
  formatScore,
  formatSignificant,
  formatTimeLeft,
} from '../../../src/base/format';

/** No-break spaces read as plain ones here. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers as the page writes them', () => {
  it('gives scores two decimals', () => {
    expect(formatScore(3.456)).toBe('3.46');
    expect(formatScore(5)).toBe('5.00');
  });

  it.each([
    [0, '0'],
    [1.2345, '1.23'],
    [-0.5, '−0.5'],
    [0.00012345, '1.23e−4'],
    [100, '100'],
    [12345.6, '12346'],
    [1e6, '1e6'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('writes %d to three digits as %s', (value, text) => {
    expect(formatSignificant(value)).toBe(text);
  });

  it.each([
    [0, '0 %'],
    [0.0004, '< 1 %'],
    [0.0151, '2 %'],
    [1, '100 %'],
  ])('writes the probability %d as %s', (fraction, text) => {
    expect(plain(formatPercent(fraction))).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [0.125, '0.13 s'],
    [1.5, '1.5 s'],
    [59.994, '59.99 s'],
    [59.996, '1:00'],
    [125.5, '2:05.5'],
    [3600, '60:00'],
  ])('writes the instant %d as %s', (seconds, text) => {
    expect(plain(formatInstant(seconds))).toBe(text);
  });

  it.each([
    [0.34, '0.3 s'],
    [3, '3 s'],
    [59.4, '59 s'],
    [59.9, '1 min 0 s'],
    [130, '2 min 10 s'],
    [7261, '2 h 1 min'],
    [Number.NaN, 'unknown'],
    [-1, 'unknown'],
    [Infinity, 'unknown'],
  ])('writes the duration %d as %s', (seconds, text) => {
    expect(plain(formatDuration(seconds))).toBe(text);
  });

  it('never reports 0 s left while work is running', () => {
    expect(plain(formatTimeLeft(0))).toBe('less than 1 s left');
    expect(plain(formatTimeLeft(1.2))).toBe('1 s left');
  });

  it('keeps a decimal of slow rates only', () => {
    expect(plain(formatRate(3.14))).toBe('3.1 frames/s');
    expect(plain(formatRate(211.7))).toBe('212 frames/s');
  });

  it('groups thousands', () => {
    expect(plain(formatCount(1234567))).toBe('1 234 567');
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [999_999, '1.0 MB'],
    [24_400_000, '24 MB'],
    [3.2e12, '3.2 TB'],
    [5e15, '5000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(plain(formatBytes(bytes))).toBe(text);
  });

  it('calls codecs by their everyday names and leaves unknown ones as they are', () => {
    expect(['avc1.64001f', 'hev1.1.6', 'vp8', 'vp09.00.10.08', 'av01.0.04M.08', 'mp4v.20'].map(codecName)).toEqual([
      'H.264',
      'HEVC',
      'VP8',
      'VP9',
      'AV1',
      'mp4v.20',
    ]);
  });
});
