import type { SampleName } from '../../src/app';
import type { ClipPlan, DistortionPlan, Footage } from '../../src/corpus';
import { PhotoShelf, makeClip } from '../../src/corpus';
import { drawRgb, FRAME_RATE, FRAMES, HEIGHT, WIDTH } from './scene';

/** One clip of the gallery before it is encoded. */
export interface DrawnClip {
  readonly footage: Footage;
  /** Bits a second of the encoded clip: enough that nothing is added to what was done to it on purpose. */
  readonly bitrate: number;
}

/** Most samples: large enough to look at, small enough to travel. */
const USUAL = { width: 480, height: 272, rate: 16, frames: 40, bitrate: 330_000 };
/** Grain does not compress: fewer and smaller frames, more bits for each pixel. */
const GRAINY = { width: 256, height: 144, rate: 8, frames: 16, bitrate: 200_000 };

interface Recipe {
  readonly family: string;
  /** Which scene of the family. */
  readonly scene: number;
  readonly pace: number;
  readonly distortions: readonly (readonly [distortionType: string, severity: number])[];
  readonly size?: typeof USUAL;
}

/** Scenes and distortions of the training corpus, strong enough to be seen at once. */
const RECIPES: Readonly<Record<Exclude<SampleName, 'lantern-lake'>, Recipe>> = {
  hills: { family: 'landscape', scene: 2, pace: 0.08, distortions: [] },
  upscaled: { family: 'city', scene: 2, pace: 0.1, distortions: [['low-resolution', 0.8]] },
  blocks: { family: 'road', scene: 0, pace: 0.25, distortions: [['blocking', 0.85]] },
  grain: { family: 'city', scene: 1, pace: 0.1, distortions: [['noise', 0.45]], size: GRAINY },
  stutter: { family: 'road', scene: 2, pace: 0.4, distortions: [['choppy', 0.8]] },
  shake: { family: 'city', scene: 0, pace: 0.1, distortions: [['shake', 0.55]] },
  flicker: { family: 'landscape', scene: 4, pace: 0.08, distortions: [['flicker', 0.7]] },
  boiling: { family: 'solids', scene: 1, pace: 0.15, distortions: [['boiling', 0.8]] },
  melting: { family: 'city', scene: 4, pace: 0.08, distortions: [['melting', 0.8]] },
  jump: { family: 'road', scene: 4, pace: 0.2, distortions: [['scene-jump', 0.5]] },
  captions: {
    family: 'road',
    scene: 1,
    pace: 0.2,
    distortions: [
      ['overlay', 0.75],
      ['borders', 0.45],
    ],
  },
};

export function drawClip(name: SampleName): DrawnClip {
  if (name === 'lantern-lake') {
    const frames = Array.from({ length: FRAMES }, (_, i) => drawRgb(i));
    return { footage: { width: WIDTH, height: HEIGHT, rate: FRAME_RATE, frames }, bitrate: 820_000 };
  }
  const recipe = RECIPES[name];
  const { bitrate, ...size } = recipe.size ?? USUAL;
  const { footage } = makeClip({ ...planOf(recipe), ...size }, new PhotoShelf());
  return { footage, bitrate };
}

function planOf({ family, scene, pace, distortions }: Recipe): Omit<ClipPlan, 'width' | 'height' | 'rate' | 'frames'> {
  const whole = { place: undefined, from: 0, to: 1 } as const;
  return {
    id: family,
    seed: `sample/${family}/${scene}`,
    split: 'test',
    content: family,
    source: { kind: 'scene', family },
    pace,
    distortions: distortions.map(([distortionType, severity]): DistortionPlan => ({
      distortionType,
      severity,
      ...whole,
    })),
    augmentation: { palette: 0, rateFactor: 0, rescale: 1, oversize: 1 },
  };
}
