import type { Result } from '../base';
import { assert, ok } from '../base';
import type { Colour, PlanarFrame } from './frame';
import { reductionWarning, toI420 } from './planes';
import type { Picture } from './platform';
import { rescale } from './rescale';
import { rotate, type Rotation } from './rotate';
import type { Timed } from './sampling';

/** Settings that all frames of one video share. */
export interface FrameStyle {
  readonly rotation: Rotation;
  readonly colour: Colour;
  /** Upright size of the first copied frame. Later frames are rescaled to it. */
  size: { width: number; height: number } | undefined;
  readonly warn: (sentence: string) => void;
}

/** A decoded picture. Its samples are copied once, and only if a sampled frame needs them. */
export class HeldPicture implements Timed {
  /** Seconds. */
  readonly timestamp: number;
  private picture: Picture | undefined;
  private frame: PlanarFrame | undefined;

  constructor(
    picture: Picture,
    /** Seconds. */
    readonly duration: number,
    private readonly style: FrameStyle,
  ) {
    this.picture = picture;
    this.timestamp = picture.timestamp / 1e6;
  }

  /** Copies the samples on the first call, then returns the picture to the decoder. */
  async planar(): Promise<Result<PlanarFrame>> {
    if (this.frame !== undefined) return ok(this.frame);
    const picture = this.picture;
    assert(picture !== undefined, 'the samples of a released picture were requested');
    const layout = await picture.copy();
    if (!layout.ok) return layout;
    const planes = toI420(layout.value);
    this.close();
    if (!planes.ok) return planes;
    for (const remark of layout.value.remarks ?? []) this.style.warn(remark);
    const reduced = reductionWarning(layout.value.format);
    if (reduced !== undefined) this.style.warn(reduced);
    const upright = rotate(planes.value, this.style.rotation);
    const size = (this.style.size ??= { width: upright.width, height: upright.height });
    if (upright.width !== size.width || upright.height !== size.height) {
      this.style.warn(
        `The picture size changes within the video; every frame was rescaled to ${size.width}x${size.height}.`,
      );
    }
    const sized = rescale(upright, size.width, size.height);
    this.frame = { ...sized, colour: this.style.colour, timestamp: this.timestamp };
    return ok(this.frame);
  }

  close(): void {
    this.picture?.close();
    this.picture = undefined;
  }
}
