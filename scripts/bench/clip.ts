import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerMediabunnyServer } from '@mediabunny/server';
import { BufferTarget, Mp4OutputFormat, Output, VideoSample, VideoSampleSource } from 'mediabunny';
import { createRandom } from '../../src/base';

const CLIP = { width: 1280, height: 720, ratePerSecond: 30, seconds: 10, bitsPerSecond: 4_000_000 } as const;

// Two folders below the root, as the bundle of each bench is.
const OWN_CLIP = fileURLToPath(new URL('../../.cache/bench/slowglass-720p.mp4', import.meta.url));

/** The clip of benches that were given none; made by the first. */
export async function ownClip(): Promise<string> {
  console.log(
    `Clip: ${CLIP.width}x${CLIP.height} H.264, ${CLIP.ratePerSecond} frames/s, ${CLIP.seconds} s, drawn once.`,
  );
  await makeClip(OWN_CLIP);
  return OWN_CLIP;
}

/** Makes the bench's clip where it is not yet: 720p H.264 at 30 frames/s, drawn from a seed and so the same everywhere. */
async function makeClip(path: string): Promise<void> {
  if (existsSync(path)) return;
  registerMediabunnyServer();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new VideoSampleSource({
    codec: 'avc',
    bitrate: CLIP.bitsPerSecond,
    keyFrameInterval: 2,
    hardwareAcceleration: 'prefer-software',
  });
  output.addVideoTrack(source, { frameRate: CLIP.ratePerSecond });
  await output.start();
  const texture = makeTexture();
  for (let index = 0; index < CLIP.seconds * CLIP.ratePerSecond; index++) {
    const sample = new VideoSample(drawFrame(texture, index), {
      format: 'I420',
      codedWidth: CLIP.width,
      codedHeight: CLIP.height,
      timestamp: index / CLIP.ratePerSecond,
      duration: 1 / CLIP.ratePerSecond,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('the encoder gave no file');
  mkdirSync(dirname(path), { recursive: true });
  // Whole or not at all: an interrupted bench must not leave half a clip for the next one.
  writeFileSync(`${path}.partial`, new Uint8Array(target.buffer));
  renameSync(`${path}.partial`, path);
}

const TEXTURE_PX = 512;

/** A tile of soft noise: value noise in four octaves, as photographs have more low than high frequencies. */
function makeTexture(): Uint8Array {
  const random = createRandom('bench clip');
  const sum = new Float32Array(TEXTURE_PX * TEXTURE_PX);
  for (const [cells, weight] of [
    [8, 60],
    [32, 30],
    [128, 15],
    [512, 8],
  ] as const) {
    const grid = Float32Array.from({ length: cells * cells }, () => random.uniform(-1, 1));
    const at = (x: number, y: number): number => grid[(y % cells) * cells + (x % cells)]!;
    const step = cells / TEXTURE_PX;
    for (let y = 0; y < TEXTURE_PX; y++) {
      for (let x = 0; x < TEXTURE_PX; x++) {
        const gx = Math.floor(x * step);
        const gy = Math.floor(y * step);
        const fx = x * step - gx;
        const fy = y * step - gy;
        const top = at(gx, gy) * (1 - fx) + at(gx + 1, gy) * fx;
        const bottom = at(gx, gy + 1) * (1 - fx) + at(gx + 1, gy + 1) * fx;
        sum[y * TEXTURE_PX + x]! += weight * (top * (1 - fy) + bottom * fy);
      }
    }
  }
  return Uint8Array.from(sum, (value) => Math.max(16, Math.min(235, 126 + value)));
}

/** A textured ground that pans slowly and a textured disc that crosses it, as I420. A cut stands at half time. */
function drawFrame(texture: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const { width, height } = CLIP;
  const time = index / CLIP.ratePerSecond;
  const scene = time < CLIP.seconds / 2 ? 0 : 1;
  const panX = Math.round(time * 24) + scene * 200;
  const panY = Math.round(time * 9) + scene * 77;
  const discX = (width * ((time % 4) + 0.5)) / 5;
  const discY = height * (0.5 + 0.25 * Math.sin(time * 2));
  const radius = 110;
  const planes = new Uint8Array(width * height * 1.5);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inDisc = (x - discX) ** 2 + (y - discY) ** 2 < radius * radius;
      const u = inDisc ? x - Math.round(discX) + 300 : x + panX;
      const v = inDisc ? y - Math.round(discY) + 300 : y + panY;
      planes[y * width + x] = texture[(v & (TEXTURE_PX - 1)) * TEXTURE_PX + (u & (TEXTURE_PX - 1))]!;
    }
  }
  const chroma = width * height;
  const quarter = chroma / 4;
  for (let y = 0; y < height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      const inDisc = (2 * x - discX) ** 2 + (2 * y - discY) ** 2 < radius * radius;
      const i = (y * width) / 2 + x;
      planes[chroma + i] = inDisc ? 100 : 134 - scene * 20;
      planes[chroma + quarter + i] = inDisc ? 160 : 120 + scene * 10;
    }
  }
  return planes;
}
