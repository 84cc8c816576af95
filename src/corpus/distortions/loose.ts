import type { DistortionType } from './distortion-type';
import { maskOf, applyEffect } from './distortion-type';

/** A piece of the picture moves by itself: it appears, jerks on an implausible path, and vanishes. */
export const ruleViolation: DistortionType = {
  id: 'rule-violation',
  tag: 'rule-violation',
  stage: 'generator',
  frequency: 2.2,
  reach: 'whole',
  partial: true,
  apply(footage, distortion) {
    const { width, height, rate } = footage;
    const { random, severity } = distortion;
    const pieces = Array.from({ length: 1 + Math.round(2 * severity) }, () => {
      const reach = 0.08 + 0.1 * severity;
      const place = {
        x: random.uniform(0.25, 0.75),
        y: random.uniform(0.25, 0.75),
        rx: reach * random.uniform(0.8, 1.3) * Math.min(1, height / width),
        ry: reach * random.uniform(0.9, 1.5),
      };
      return {
        mask: maskOf(place, width, height),
        gain: random.chance(0.5) ? 1.35 : 0.68,
        x: 0,
        y: 0,
        vx: 0,
        vy: 0,
        until: 0,
        shown: false,
      };
    });
    const hurry = (0.3 + 1.1 * severity) * Math.min(width, height);
    applyEffect(footage, distortion, (source, out, { time }) => {
      out.set(source);
      for (const piece of pieces) {
        if (time >= piece.until) {
          const seen = piece.shown;
          piece.shown = !seen || random.chance(0.65);
          if (!seen) {
            piece.x = random.uniform(-0.3, 0.3) * width;
            piece.y = random.uniform(-0.3, 0.3) * height;
          }
          const heading = random.uniform(0, 6.28);
          piece.vx = Math.cos(heading) * hurry;
          piece.vy = Math.sin(heading) * hurry;
          piece.until = time + random.uniform(0.25, 0.6);
        }
        // It turns back beyond a third of the frame.
        if (Math.abs(piece.x) > 0.33 * width) piece.vx = -Math.sign(piece.x) * Math.abs(piece.vx);
        if (Math.abs(piece.y) > 0.33 * height) piece.vy = -Math.sign(piece.y) * Math.abs(piece.vy);
        piece.x += piece.vx / rate;
        piece.y += piece.vy / rate;
        if (piece.shown) paste(source, out, piece, width, height);
      }
    });
  },
};

/** Pastes the masked pixels at the piece's offset, with other brightness than the surroundings. */
function paste(
  source: Uint8Array,
  out: Uint8Array,
  piece: { readonly mask: Float32Array; readonly gain: number; readonly x: number; readonly y: number },
  width: number,
  height: number,
): void {
  const { mask, gain } = piece;
  const dx = Math.round(piece.x);
  const dy = Math.round(piece.y);
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
    for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
      const m = mask[y * width + x]!;
      if (m === 0) continue;
      const i = (y * width + x) * 3;
      const o = ((y + dy) * width + x + dx) * 3;
      for (let c = 0; c < 3; c++) out[o + c] = out[o + c]! + (Math.min(255, source[i + c]! * gain) - out[o + c]!) * m;
    }
  }
}
