import { createRandom } from '../../src/base';
import type { PlanarFrame } from '../../src/media';
import { chromaHeight, chromaWidth } from '../../src/media';
import type { Footage, Place, TrainedDimension } from '../../src/corpus';
import { TRAINED_DIMENSIONS, WEIGHTS, decodeFile, distortionType, resize, toI420 } from '../../src/corpus';

/** Distortions that need the frames only: no second scene, no nearer camera. */
export const CHECKED_DISTORTIONS = [
  'choppy',
  'unnatural-motion',
  'regeneration',
  'boiling',
  'dynamic-warping',
  'local-collapse',
  'melting',
  'shake',
  'flicker',
  'structure-defect',
  'smear',
  'over-smoothing',
  'blur',
  'noise',
  'blocking',
  'mosaic',
  'low-resolution',
  'exposure-error',
  'abnormal-colour',
] as const;

export const SEVERITIES = [0.2, 0.4, 0.6, 0.8, 1] as const;

/** Place of distortions that are always local, the same at every level. */
const MIDDLE: Place = { x: 0.5, y: 0.5, rx: 0.35, ry: 0.35 };

/** The first `seconds` of a file, reduced to at most `lines`. Undefined where it cannot be decoded to 8-bit 4:2:0. */
export function footageOf(path: string, seconds: number, lines: number): Footage | undefined {
  const probe = decodeFile(path, 0, 1);
  if (probe === undefined || probe.rate <= 0) return undefined;
  const decoded = decodeFile(path, 0, Math.ceil(seconds * probe.rate));
  const first = decoded?.frames[0];
  if (decoded === undefined || first === undefined) return undefined;
  const factor = Math.min(1, lines / first.height);
  const [width, height] = [first.width, first.height].map((side) => 2 * Math.round((side * factor) / 2)) as [
    number,
    number,
  ];
  const frames = decoded.frames.map((picture) => resize(picture, width, height).data);
  return { width, height, rate: decoded.rate, frames };
}

/** The footage with one distortion; only its level varies. */
export function distorted(footage: Footage, id: string, severity: number): PlanarFrame[] {
  const kind = distortionType(id);
  const copy: Footage = { ...footage, frames: [...footage.frames] };
  const nothing = (): never => {
    throw new Error(`${id} needs more than the clip's own frames`);
  };
  kind.apply(copy, {
    severity,
    place: kind.reach === 'part' ? MIDDLE : undefined,
    from: 0,
    to: copy.frames.length,
    random: createRandom(`robustness/${id}`),
    other: nothing,
    reframed: nothing,
  });
  return planarFrames(copy);
}

/** Footage as decoded frames: limited range, BT.601. */
export function planarFrames({ width, height, rate, frames }: Footage): PlanarFrame[] {
  const luma = width * height;
  const chroma = chromaWidth(width) * chromaHeight(height);
  return frames.map((rgb, index) => {
    const planes = toI420(rgb, width, height, 'bt601');
    return {
      width,
      height,
      y: planes.subarray(0, luma),
      u: planes.subarray(luma, luma + chroma),
      v: planes.subarray(luma + chroma),
      colour: { matrix: 'bt601', fullRange: false },
      timestamp: index / rate,
    };
  });
}

/** The dimension that a distortion lowers most; its score has to fall. */
export function dimensionOf(id: string): TrainedDimension {
  const weights = WEIGHTS[id] ?? {};
  return TRAINED_DIMENSIONS.reduce((most, each) => ((weights[each] ?? 0) > (weights[most] ?? 0) ? each : most));
}
