import type { Distortion } from './distortions/distortion-type';

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

/**
 * Of these, the ones that keep every part of the picture whole and show it in another place. Nobody misses fine texture
 * where more of the same stands: such a fault is seen by how far apart things are that belong together, so its change is
 * measured on cells as coarse as that.
 */
const MISPLACING = new Set(['fragmented']);

/** Change, in codes of 0..255, from which a fault is seen in full. */
const PLAIN_CODES = 10;

/** Sensitivity to contrast is compressive: a quarter of the change is still felt by half. */
const EXPONENT = 0.5;

/** Frames before and after a defect struck, of a width and a height in pixels. */
export interface Struck {
  readonly before: readonly Uint8Array[];
  readonly after: readonly Uint8Array[];
  readonly width: number;
  readonly height: number;
}

/** Factor 0..1 on a defect's strength, from what it changed in the clip at hand. */
export function visibility(id: string, struck: Struck, distortion: Pick<Distortion, 'from' | 'to' | 'place'>): number {
  if (!REARRANGING.has(id)) return 1;
  return visibilityOf(
    MISPLACING.has(id) ? movedCodes(struck, distortion) : changedCodes(struck.before, struck.after, distortion),
  );
}

/** Factor 0..1 of a change in codes. */
export function visibilityOf(codes: number): number {
  return Math.min(1, codes / PLAIN_CODES) ** EXPONENT;
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
  { from, to, place }: Pick<Distortion, 'from' | 'to' | 'place'>,
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

/** Cells along the shorter side: a 32nd of it is what parts may lie out of place before it strikes the eye. */
const CELLS = 32;

/** How much a defect changed the means of whole cells: mean over cells and frames, in codes of 0..255. */
export function movedCodes(
  { before, after, width, height }: Struck,
  { from, to }: Pick<Distortion, 'from' | 'to'>,
): number {
  const side = Math.max(1, Math.floor(Math.min(width, height) / CELLS));
  const columns = Math.floor(width / side);
  const rows = Math.floor(height / side);
  const sums = new Int32Array(columns * rows);
  let total = 0;
  for (let i = from; i < to; i++) {
    const was = before[i]!;
    const is = after[i]!;
    sums.fill(0);
    for (let y = 0; y < rows * side; y++) {
      const first = Math.floor(y / side) * columns;
      for (let x = 0, p = y * width * 3; x < columns * side; x++, p += 3) {
        const change = is[p]! - was[p]! + is[p + 1]! - was[p + 1]! + is[p + 2]! - was[p + 2]!;
        const cell = first + Math.floor(x / side);
        sums[cell] = sums[cell]! + change;
      }
    }
    for (const sum of sums) total += Math.abs(sum) / (3 * side * side);
  }
  return total / Math.max(1, (to - from) * sums.length);
}
