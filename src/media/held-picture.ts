import type { Result } from '../base';
import { assert, ok } from '../base';
import type { Colour, PlanarFrame } from './frame';
import { reductionWarning, toI420 } from './planes';
import type { Picture } from './platform';
import { rescale } from './rescale';
import { rotate, type Rotation } from './rotate';
import type { Timed } from './sampling';

/** What every frame of one video shares. */
export interface FrameStyle {
  readonly rotation: Rotation;
  readonly colour: Colour;
  /** Upright size of the first frame copied; later ones are brought to it. */
  size: { width: number; height: number } | undefined;
  readonly warn: (sentence: string) => void;
}

/** A decoded picture that is copied at most once, only when an instant shows it or compares with it. */
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

  /** Copies on the first call and gives the decoder its picture back. */
  async planar(): Promise<Result<PlanarFrame>> {
    if (this.frame !== undefined) return ok(this.frame);
    const picture = this.picture;
    assert(picture !== undefined, 'a released picture was asked for its samples');
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
        `The picture changes its size on the way; every frame was brought to ${size.width}x${size.height}.`,
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
