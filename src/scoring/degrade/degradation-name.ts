/** What a degraded copy is made with. */
export const DEGRADATION_KINDS = ['blur', 'noise', 'compression', 'dropped-frames', 'shake'] as const;
export type DegradationKind = (typeof DEGRADATION_KINDS)[number];

export const DEGRADATION_STRENGTHS = ['slight', 'clear', 'strong'] as const;
export type DegradationStrength = (typeof DEGRADATION_STRENGTHS)[number];

/** Kind and strength as one word, for options and file names. */
export type DegradationName = `${DegradationKind}-${DegradationStrength}`;

export const DEGRADATION_NAMES: readonly DegradationName[] = DEGRADATION_KINDS.flatMap((kind) =>
  DEGRADATION_STRENGTHS.map((strength) => `${kind}-${strength}` as const),
);

const DONE: Readonly<Record<DegradationKind, string>> = {
  blur: 'blurred',
  noise: 'with noise',
  compression: 'compressed',
  'dropped-frames': 'with dropped frames',
  shake: 'shaken',
};

export function degradationParts(name: DegradationName): {
  readonly kind: DegradationKind;
  readonly strength: DegradationStrength;
} {
  const [kind, strength] = DEGRADATION_KINDS.flatMap((kind) =>
    DEGRADATION_STRENGTHS.map((strength) => [kind, strength] as const),
  ).find(([kind, strength]) => name === `${kind}-${strength}`)!;
  return { kind, strength };
}

/** The degradation in words that follow the clip's name: `blurred (strong)`. */
export function degradationWords(name: DegradationName): string {
  const { kind, strength } = degradationParts(name);
  return `${DONE[kind]} (${strength})`;
}
