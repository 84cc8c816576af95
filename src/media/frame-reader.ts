import type { Result } from '../base';
import { fail, ok } from '../base';
import { BROWSER_REMEDY } from './failures';
import { chromaWidth, type Colour } from './frame';
import { webCodecsFormat, type PlanarLayout, type YuvPlanes } from './planes';
import { RgbConversion } from './rgb-conversion';
import { rgbToI420 } from './rgb-to-yuv';

const RED_PLACES: Readonly<Record<string, 0 | 2>> = { RGBA: 0, RGBX: 0, BGRA: 2, BGRX: 2 };

const CONVERTED =
  'This browser converts decoded pictures to RGB. They were converted back to luma and chroma, so scores can differ slightly from those of another browser or of the command line.';
const RANGE_LOST =
  'The video has full range, and this browser clipped its luma to 16..235, so scores can be off by half a point. Score it in Chrome or Edge, or on the command line (npm run score).';

/** Copies the samples of one video's decoded frames. */
export class FrameReader {
  private readonly conversion: RgbConversion;
  /** A buffer that all pictures are copied to: a new one of megabytes per picture would be collected late. */
  private scratch = new Uint8Array(0);

  /** `colour` holds the colour tags of the stream. */
  constructor(private readonly colour: Colour) {
    this.conversion = new RgbConversion(colour);
  }

  /** The visible rectangle in the frame's format. A conversion by the platform gives other bytes on every machine. */
  async read(frame: VideoFrame): Promise<Result<PlanarLayout>> {
    const { format: name, visibleRect } = frame;
    if (name !== null && visibleRect !== null) {
      const { width, height } = visibleRect;
      const format = webCodecsFormat(name);
      if (format !== undefined) {
        const { bytes, layout } = await this.copy(frame);
        const planes = layout.map(({ offset, stride }) => ({ bytes: bytes.subarray(offset), stride }));
        return ok({ format, width, height, planes });
      }
      const red = RED_PLACES[name];
      if (red !== undefined) return ok(await this.readRgb(frame, { width, height, red }));
    }
    const what = name === null ? 'the samples of decoded pictures' : `decoded pictures in anything but ${name}`;
    return fail('unsupported-codec', `This browser does not show ${what}; ${BROWSER_REMEDY}`);
  }

  private async readRgb(
    frame: VideoFrame,
    shape: { readonly width: number; readonly height: number; readonly red: 0 | 2 },
  ): Promise<PlanarLayout> {
    const { bytes, layout } = await this.copy(frame);
    const { offset, stride } = layout[0]!;
    const picture = { ...shape, bytes: bytes.subarray(offset), stride };
    const conversion = this.conversion.of(picture);
    const planes = rgbToI420(picture, conversion);
    const clipped = this.colour.fullRange && conversion.yOffset > 0;
    return { ...planarLayout(planes), remarks: clipped ? [CONVERTED, RANGE_LOST] : [CONVERTED] };
  }

  /** A frame's bytes as the browser hands them out, valid until the next copy. */
  private async copy(frame: VideoFrame): Promise<{ bytes: Uint8Array<ArrayBuffer>; layout: PlaneLayout[] }> {
    const length = frame.allocationSize();
    if (this.scratch.length < length) this.scratch = new Uint8Array(length);
    const bytes = this.scratch.subarray(0, length);
    return { bytes, layout: await frame.copyTo(bytes) };
  }
}

function planarLayout({ width, height, y, u, v }: YuvPlanes): PlanarLayout {
  const format = webCodecsFormat('I420')!;
  const stride = chromaWidth(width);
  return {
    format,
    width,
    height,
    planes: [
      { bytes: y, stride: width },
      { bytes: u, stride },
      { bytes: v, stride },
    ],
  };
}
