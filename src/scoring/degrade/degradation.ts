import type { Result } from '../../base';
import { ok } from '../../base';
import type { PlanarFrame } from '../../media';
import { chromaHeight, chromaWidth } from '../../media';

/**
 * Makes a clip's frames worse, one after the other in time order. As many frames come out as went in, in their order,
 * with their sizes, time stamps and colour tags; some only after later ones went in. Frames that go in are not written to.
 */
export interface Degradation {
  /** True where each frame hangs on the ones before: then all that the decoder gives must go in. */
  readonly everyFrame: boolean;
  push(frame: PlanarFrame): Promise<Result<readonly PlanarFrame[]>>;
  /** The frames that are still to come out. */
  end(): Promise<Result<readonly PlanarFrame[]>>;
  close(): void;
}

/** A degradation that needs nothing but the frame itself. */
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
