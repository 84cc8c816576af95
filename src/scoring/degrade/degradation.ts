import type { Result } from '../../base';
import { ok } from '../../base';
import type { PlanarFrame } from '../../media';
import { chromaHeight, chromaWidth } from '../../media';

/**
 * Degrades a clip's frames, one after the other in time order. It returns as many frames as it gets, in the same order,
 * with the same sizes, time stamps and colour tags, some of them only after later frames were pushed. It does not write to
 * the frames that it gets.
 */
export interface Degradation {
  /** True where a frame's result depends on the frames before it: then every decoded frame must be pushed. */
  readonly everyFrame: boolean;
  push(frame: PlanarFrame): Promise<Result<readonly PlanarFrame[]>>;
  /** The frames that were not returned yet. */
  end(): Promise<Result<readonly PlanarFrame[]>>;
  close(): void;
}

/** A degradation that changes each frame by itself. */
export function eachFrame(change: (frame: PlanarFrame) => PlanarFrame): Degradation {
  return {
    everyFrame: false,
    push: (frame) => Promise.resolve(ok([change(frame)])),
    end: () => Promise.resolve(ok([])),
    close: () => undefined,
  };
}

export type PlaneChange = (plane: Uint8Array, width: number, height: number, chroma: boolean) => Uint8Array;

export function eachPlane(frame: PlanarFrame, change: PlaneChange): PlanarFrame {
  const { width, height } = frame;
  const [cw, ch] = [chromaWidth(width), chromaHeight(height)];
  return {
    ...frame,
    y: change(frame.y, width, height, false),
    u: change(frame.u, cw, ch, true),
    v: change(frame.v, cw, ch, true),
  };
}
