import type { Harm } from './defects/defect';

/**
 * Faults that only rearrange what is there, in space or in time: on a bare wall, or where nothing moves, they leave
 * next to nothing to see. The others bring something of their own (grain, blocks, letters, light) and always show.
 */
const REARRANGING = new Set([
  'choppy',
  'freeze',
  'unnatural-motion',
  'fragmented',
  'boiling',
  'regeneration',
  'dynamic-warping',
  'local-collapse',
  'large-collapse',
  'melting',
  'ghosting',
  'structure-defect',
  'smear',
  'over-smoothing',
  'shake',
  'blur',
  'motion-blur',
  'low-resolution',
  'pixel-jitter',
  'aliasing',
  'mosaic',
  'interlacing',
]);

/** Change, in codes of 0..255, from which a fault is seen in full. */
const PLAIN_CODES = 10;

/** Sensitivity to contrast is compressive: a quarter of the change is still felt by half. */
const EXPONENT = 0.5;

/** Factor 0..1 on a defect's strength, from what it changed in the clip at hand (see `changedCodes`). */
export function visibility(id: string, codes: number): number {
  return REARRANGING.has(id) ? Math.min(1, codes / PLAIN_CODES) ** EXPONENT : 1;
}

/** Bytes from one that is looked at to the next: every 7th meets all three channels of every row. */
const STRIDE = 7;

/**
 * How much a defect changed where and while it struck: root mean square over its frames, as if gathered within its
 * place, in codes of 0..255.
 */
export function changedCodes(
  before: readonly Uint8Array[],
  after: readonly Uint8Array[],
  { from, to, place }: Pick<Harm, 'from' | 'to' | 'place'>,
): number {
  let squares = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const was = before[i]!;
    const is = after[i]!;
    for (let p = i % STRIDE; p < was.length; p += STRIDE) {
      const d = is[p]! - was[p]!;
      squares += d * d;
      count++;
    }
  }
  const area = place ? Math.min(1, Math.PI * place.rx * place.ry) : 1;
  return Math.sqrt(squares / Math.max(1, count) / area);
}
