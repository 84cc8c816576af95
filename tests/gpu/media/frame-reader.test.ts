import { describe, expect, it } from 'vitest';
import { yuvToRgb } from '../../../src/media/colour';
import type { Colour } from '../../../src/media/frame';
import { FrameReader } from '../../../src/media/frame-reader';
import { HeldPicture, type FrameStyle } from '../../../src/media/held-picture';
import type { YuvPlanes } from '../../../src/media/planes';
import { toRgb } from '../../fixtures/rgb';

const FULL_RANGE: Colour = { matrix: 'bt601', fullRange: true };
const LIMITED: Colour = { matrix: 'bt709', fullRange: false };

/** Chromium decodes to planes, but makes RGB frames too: what Firefox hands out can be read here. */
describe('frames in RGB', () => {
  it.each(['BGRX', 'BGRA', 'RGBX', 'RGBA'] as const)('come back as planes from %s', async (format) => {
    const planes = colourful(18, 11);
    const { frame, warnings } = await read(rgbFrame(planes, format), LIMITED);
    expect([frame.width, frame.height]).toEqual([18, 11]);
    expect([...frame.y]).toEqual([...planes.y]);
    expect([...frame.u]).toEqual([...planes.u]);
    expect([...frame.v]).toEqual([...planes.v]);
    expect(warnings).toEqual([expect.stringMatching(/^This browser converts decoded pictures to RGB\./)]);
  });

  it('keep their own planes while one reader reads one after the other', async () => {
    const reader = new FrameReader(LIMITED);
    const pictures = [colourful(16, 8), colourful(16, 8, 40), colourful(32, 8)];
    const frames = pictures.map((planes) => rgbFrame(planes, 'BGRX'));
    const layouts: Awaited<ReturnType<FrameReader['read']>>[] = [];
    for (const frame of frames) layouts.push(await reader.read(frame));
    for (const frame of frames) frame.close();
    for (const [index, layout] of layouts.entries()) {
      if (!layout.ok) throw new Error(layout.error.message);
      const { y, u, v } = pictures[index]!;
      expect(layout.value.planes.map(({ bytes }) => [...bytes])).toEqual([[...y], [...u], [...v]]);
    }
  });

  it('include a warning about the range that the browser clipped', async () => {
    const { warnings } = await read(rgbFrame(colourful(16, 8), 'BGRX'), FULL_RANGE);
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toMatch(/full range.*clipped its luma to 16\.\.235/);
  });
});

describe('frames in YUV', () => {
  it('are read as they are, and nothing is said of them', async () => {
    const planes = colourful(16, 8);
    const bytes = new Uint8Array([...planes.y, ...planes.u, ...planes.v]);
    const frame = new VideoFrame(bytes, { format: 'I420', codedWidth: 16, codedHeight: 8, timestamp: 0 });
    const seen = await read(frame, FULL_RANGE);
    expect([...seen.frame.y]).toEqual([...planes.y]);
    expect(seen.warnings).toEqual([]);
  });
});

describe('frames that cannot be read', () => {
  it('send people to another browser or the command line, for no re-encode helps', async () => {
    const frame = rgbFrame(colourful(4, 4), 'BGRX');
    frame.close();
    const layout = await new FrameReader(LIMITED).read(frame);
    expect(layout).toMatchObject({ ok: false, error: { code: 'unsupported-codec' } });
    expect(layout.ok ? '' : layout.error.message).toMatch(/another browser such as Chrome.*npm run score/);
    expect(layout.ok ? '' : layout.error.message).not.toMatch(/re-encode/);
  });
});

async function read(frame: VideoFrame, colour: Colour) {
  const warnings: string[] = [];
  const reader = new FrameReader(colour);
  const picture = { timestamp: 0, copy: () => reader.read(frame), close: () => frame.close() };
  const style: FrameStyle = { rotation: 0, colour, size: undefined, warn: (sentence) => warnings.push(sentence) };
  const planar = await new HeldPicture(picture, 0, style).planar();
  if (!planar.ok) throw new Error(planar.error.message);
  return { frame: planar.value, warnings };
}

function rgbFrame(planes: YuvPlanes, format: 'BGRX' | 'BGRA' | 'RGBX' | 'RGBA'): VideoFrame {
  const { bytes, width, height } = toRgb(planes, yuvToRgb(LIMITED), format.startsWith('B') ? 2 : 0);
  return new VideoFrame(bytes, { format, codedWidth: width, codedHeight: height, timestamp: 0 });
}

/** Values and chroma in no order, none of which RGB clips. */
function colourful(width: number, height: number, shift = 0): YuvPlanes {
  const mixed = (length: number, low: number, span: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => low + (((i + shift) * 7919 + ((i * i) >> 3)) % span));
  const samples = ((width + 1) >> 1) * ((height + 1) >> 1);
  return { width, height, y: mixed(width * height, 80, 100), u: mixed(samples, 105, 46), v: mixed(samples, 108, 43) };
}
