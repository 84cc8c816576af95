import type { Result } from '../../src/base';
import { ok } from '../../src/base';
import { nodePlatform } from '../../src/media/node';
import { openVideo } from '../../src/media';

/** So seldom that only the first frame is copied out of the decoder, while every frame still passes through it. */
const RATE_PER_SECOND = 1e-6;

export interface Decoding {
  readonly frames: number;
  readonly milliseconds: number;
}

/** Demuxes and decodes a whole video and does nothing else: the floor under any scoring time. */
export async function decodeOnly(file: Blob): Promise<Result<Decoding>> {
  const started = performance.now();
  const opened = await openVideo(file, { platform: nodePlatform });
  if (!opened.ok) return opened;
  const sampledFrames = opened.value.sampledFrames({ ratePerSecond: RATE_PER_SECOND });
  try {
    let step = await sampledFrames.next();
    while (step.done !== true) {
      if (!step.value.ok) return step.value;
      step = await sampledFrames.next();
    }
    return ok({ frames: step.value.framesDecoded, milliseconds: performance.now() - started });
  } finally {
    opened.value.close();
  }
}
