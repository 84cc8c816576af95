import type { DimensionId } from './dimensions';

/**
 * A failure mode that raters tick. The lists are from the papers: UltraVQA's checklists (paper ASO, figures 3 to 6) and
 * the failure modes in Q-Save's attributions (Q-Save, figures 1, 8 to 11).
 */
export interface Tag {
  readonly id: string;
  /** The dimension whose checklist contains it; it may lower others too. */
  readonly dimension: DimensionId;
  /** Words that complete "The video shows ...". */
  readonly words: string;
}

const list = (dimension: DimensionId, tags: Record<string, string>): Tag[] =>
  Object.entries(tags).map(([id, words]) => ({ id, dimension, words }));

export const TAGS: readonly Tag[] = [
  ...list('motion-quality', {
    'scene-jump': 'a scene jump',
    'dynamic-warping': 'dynamic warping',
    'local-collapse': 'local distortion and collapse',
    'large-collapse': 'large-area distortion and collapse',
    'rule-violation': 'motion that breaks the rules of dynamics',
    choppy: 'choppy motion',
    fragmented: 'fragmented motion',
    'single-image-move': 'a single image under a camera move',
    transition: 'a transition',
    'dynamic-effect': 'a dynamic effect',
    shake: 'camera shake',
    flicker: 'flickering brightness',
    tint: 'colour tinting between frames',
    'texture-jitter': 'jittering texture',
  }),
  ...list('motion-amplitude', {
    'little-motion': 'hardly any motion',
  }),
  ...list('aesthetic-quality', {
    'exposure-error': 'wrong exposure',
    'abnormal-colour': 'abnormal colour',
    'unattractive-subject': 'an unattractive subject',
    'incomplete-subject': 'an incomplete subject',
    'illegible-composition': 'an illegible composition',
  }),
  ...list('content-quality', {
    'broken-frames': 'broken frames',
    'special-effects': 'abnormal effects',
    borders: 'snow, borders or highlights',
    overlay: 'subtitles, a watermark or foreground characters',
    'low-quality-scene': 'a low-quality everyday scene',
    'game-interface': 'a game-like interface or composite data',
    'vector-animation': 'vector animation',
    'meaningless-close-up': 'a meaningless close-up',
    'screen-filming': 'a filmed screen',
    selfie: 'a plain selfie',
    'cut-out-background': 'a cut-out background',
  }),
  ...list('clarity-quality', {
    blocking: 'blocking',
    noise: 'noise',
    aliasing: 'aliasing',
    'pixel-jitter': 'pixel jitter',
    mosaic: 'mosaic',
    interlacing: 'interlacing',
    'unidentifiable-subject': 'an unidentifiable subject',
    blur: 'blur',
    'motion-blur': 'motion blur',
    'low-resolution': 'upscaled low resolution',
  }),
  ...list('visual-quality', {
    'structure-defect': 'broken structure',
    smear: 'smeared detail',
    'over-smoothing': 'over-smoothed surfaces',
  }),
  ...list('dynamic-quality', {
    'unnatural-motion': 'unnatural motion',
    'identity-drift': 'a drifting identity',
    boiling: 'boiling texture',
    melting: 'melting shapes',
    ghosting: 'ghosting',
  }),
];

const byId = new Map(TAGS.map((tag) => [tag.id, tag]));

export function tag(id: string): Tag {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`unknown tag: ${id}`);
  return found;
}
