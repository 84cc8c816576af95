/**
 * A set of dimensions. UltraVQA's apply to any video (paper ASO, section 3.2), Q-Save's to generated video (section 1).
 */
export type ProfileId = 'ultravqa' | 'q-save';

export type DimensionId =
  | 'motion-quality'
  | 'motion-amplitude'
  | 'aesthetic-quality'
  | 'content-quality'
  | 'clarity-quality'
  | 'visual-quality'
  | 'dynamic-quality'
  | 'text-alignment'
  | 'overall-quality';

export interface Dimension {
  readonly id: DimensionId;
  readonly profile: ProfileId;
  /** The name in the papers. */
  readonly name: string;
  /** The meaning of a high score, in one sentence. */
  readonly meaning: string;
  /** True where a score needs the prompt's text. A judge that cannot read text reports that and never guesses. */
  readonly needsText: boolean;
}

export const DIMENSIONS: readonly Dimension[] = [
  {
    id: 'motion-quality',
    profile: 'ultravqa',
    name: 'Motion quality',
    meaning: 'Motion is smooth, stable and physically plausible.',
    needsText: false,
  },
  {
    id: 'motion-amplitude',
    profile: 'ultravqa',
    name: 'Motion amplitude',
    meaning: 'A lot moves, and far.',
    needsText: false,
  },
  {
    id: 'aesthetic-quality',
    profile: 'ultravqa',
    name: 'Aesthetic quality',
    meaning: 'Composition, colour and light are pleasing.',
    needsText: false,
  },
  {
    id: 'content-quality',
    profile: 'ultravqa',
    name: 'Content quality',
    meaning: 'The picture is whole, sensible and free of overlays.',
    needsText: false,
  },
  {
    id: 'clarity-quality',
    profile: 'ultravqa',
    name: 'Clarity quality',
    meaning: 'Sharp and detailed, without noise, blocking or blur.',
    needsText: false,
  },
  {
    id: 'visual-quality',
    profile: 'q-save',
    name: 'Visual quality',
    meaning: 'Each frame is sharp, detailed and free of generation artifacts.',
    needsText: false,
  },
  {
    id: 'dynamic-quality',
    profile: 'q-save',
    name: 'Dynamic quality',
    meaning: 'Things move smoothly, coherently and keep their shape.',
    needsText: false,
  },
  {
    id: 'text-alignment',
    profile: 'q-save',
    name: 'Text alignment',
    meaning: 'The video shows what the prompt asked for.',
    needsText: true,
  },
  {
    id: 'overall-quality',
    profile: 'q-save',
    name: 'Overall quality',
    meaning: 'The video as a whole.',
    needsText: false,
  },
];

export const PROFILES: Record<ProfileId, { readonly name: string; readonly judges: string }> = {
  ultravqa: { name: 'UltraVQA', judges: 'any video' },
  'q-save': { name: 'Q-Save', judges: 'generated video' },
};

export function dimensionsOf(profile: ProfileId): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => dimension.profile === profile);
}

export function dimension(id: DimensionId): Dimension {
  const found = DIMENSIONS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`unknown dimension: ${id}`);
  return found;
}
