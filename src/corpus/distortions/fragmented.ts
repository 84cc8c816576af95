import type { Random } from '../../base';
import type { DistortionType } from './distortion-type';
import { applyEffect } from './distortion-type';

/** One cell of the picture: its centre in fractions of the frame, and its delay in frames. */
interface Piece {
  readonly x: number;
  readonly y: number;
  readonly lag: number;
}

/**
 * Motion in cells with different delays: the picture is divided into cells, and all but the first are delayed. The
 * seams are sharp, because wide soft seams hide the distortion: inside a cell the motion is correct.
 */
export const fragmented: DistortionType = {
  id: 'fragmented',
  tag: 'fragmented',
  stage: 'timing',
  frequency: 1.8,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height, rate } = footage;
    const pieces = piecesOf(distortion.random, distortion.severity, rate);
    const cells = nearestPieces(pieces, width, height);
    applyEffect(footage, distortion, (_, out, { index }, all) => {
      const late = pieces.map(({ lag }) => all[Math.max(0, index - lag)]!);
      for (let p = 0, o = 0; p < cells.length; p++, o += 3) {
        const shown = late[cells[p]!]!;
        out[o] = shown[o]!;
        out[o + 1] = shown[o + 1]!;
        out[o + 2] = shown[o + 2]!;
      }
    });
  },
};

function piecesOf(random: Random, severity: number, rate: number): Piece[] {
  return Array.from({ length: 3 + Math.round(6 * severity) }, (_, index) => ({
    x: random.next(),
    y: random.next(),
    lag: index === 0 ? 0 : Math.max(1, Math.round(rate * random.uniform(0.1, 0.15 + 0.35 * severity))),
  }));
}

/** Index of the nearest cell at each pixel; distances are in output pixels. */
function nearestPieces(pieces: readonly Piece[], width: number, height: number): Uint8Array {
  const cells = new Uint8Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      let least = Infinity;
      for (const [index, piece] of pieces.entries()) {
        const distance = (x + 0.5 - piece.x * width) ** 2 + (y + 0.5 - piece.y * height) ** 2;
        if (distance >= least) continue;
        least = distance;
        cells[p] = index;
      }
    }
  }
  return cells;
}
