import type { Distortion } from './distortions/distortion-type';

/**
 * Distortions that only rearrange the picture in space or time: on a flat wall or in a still clip they hardly show.
 * Others add something (grain, blocks, letters, light) and always show.
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
 * Of these, the ones that move whole parts of the picture. Moved fine texture looks like the original, so the change is
 * measured on coarse cells.
 */
const MISPLACING = new Set(['fragmented']);

/** Change, in codes of 0..255, from which a distortion has its full strength. */
const PLAIN_CODES = 10;

/** Sensitivity to contrast is compressive: a quarter of the change has half of the effect. */
const EXPONENT = 0.5;

/** Frames before and after a distortion, with width and height in pixels. */
export interface ChangedFrames {
  readonly before: readonly Uint8Array[];
  readonly after: readonly Uint8Array[];
  readonly width: number;
  readonly height: number;
}

/** Factor 0..1 on the strength of a distortion, from the change that it made in this clip. */
export function visibility(
  id: string,
  changed: ChangedFrames,
  distortion: Pick<Distortion, 'from' | 'to' | 'place'>,
): number {
  if (!REARRANGING.has(id)) return 1;
  return visibilityOf(
    MISPLACING.has(id) ? movedCodes(changed, distortion) : changedCodes(changed.before, changed.after, distortion),
  );
}

/** Factor 0..1 of a change in codes. */
export function visibilityOf(codes: number): number {
  return Math.min(1, codes / PLAIN_CODES) ** EXPONENT;
}

/** Stride in bytes: every 7th covers all three channels of every row. */
const STRIDE = 7;

/**
 * Change by a distortion within its place and span: root mean square over its frames, in codes of 0..255.
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

/** Cells along the shorter side: a displacement of less than a 32nd of it is not visible. */
const CELLS = 32;

/** Change of the means of whole cells by a distortion: mean over cells and frames, in codes of 0..255. */
export function movedCodes(
  { before, after, width, height }: ChangedFrames,
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
