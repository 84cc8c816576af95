/** What a twin is made with. */
export const TWIN_KINDS = ['blur', 'noise', 'compression', 'dropped-frames', 'shake'] as const;
export type TwinKind = (typeof TWIN_KINDS)[number];

export const TWIN_STRENGTHS = ['slight', 'clear', 'strong'] as const;
export type TwinStrength = (typeof TWIN_STRENGTHS)[number];

/** A clip degraded on purpose: a counterfactual. One word, so that it can stand in options and file names. */
export type TwinName = `${TwinKind}-${TwinStrength}`;

export const TWIN_NAMES: readonly TwinName[] = TWIN_KINDS.flatMap((kind) =>
  TWIN_STRENGTHS.map((strength) => `${kind}-${strength}` as const),
);

const DONE: Readonly<Record<TwinKind, string>> = {
  blur: 'blurred',
  noise: 'with noise',
  compression: 'compressed',
  'dropped-frames': 'with dropped frames',
  shake: 'shaken',
};

export function twinParts(name: TwinName): { readonly kind: TwinKind; readonly strength: TwinStrength } {
  const [kind, strength] = TWIN_KINDS.flatMap((kind) =>
    TWIN_STRENGTHS.map((strength) => [kind, strength] as const),
  ).find(([kind, strength]) => name === `${kind}-${strength}`)!;
  return { kind, strength };
}

/** What was done to the clip, in words that fit behind its name: `blurred (strong)`. */
export function twinWords(name: TwinName): string {
  const { kind, strength } = twinParts(name);
  return `${DONE[kind]} (${strength})`;
}
