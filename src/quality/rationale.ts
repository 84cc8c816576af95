import type { DimensionId } from './dimensions';
import { dimension } from './dimensions';
import { TAGS, tag } from './tags';
import type { AmplitudeWord, RegionWord, SeverityWord, SpanWord } from './vocabulary';
import { AMPLITUDES, NOTHING, REGIONS, SEVERITIES, SPANS, THINK, THINK_END } from './vocabulary';

/** One named artifact: severity, tag, region and time span. */
export interface Artifact {
  readonly severity: SeverityWord;
  /** A tag id of tags.ts. */
  readonly tag: string;
  readonly region: RegionWord;
  readonly span: SpanWord;
}

/** The content of a rationale: the artifacts that lower the score most, worst first, or the motion amplitude. */
export type Observations =
  | { readonly kind: 'artifacts'; readonly artifacts: readonly Artifact[] }
  | { readonly kind: 'amplitude'; readonly amplitude: AmplitudeWord };

export const MAX_ARTIFACTS = 3;
/** `<think>`, three artifacts of four words, `</think>`. */
export const MAX_RATIONALE_WORDS = 2 + 4 * MAX_ARTIFACTS;

/**
 * The words between the rating word and `<end>`, both think tags included. Artifacts beyond MAX_ARTIFACTS are left out.
 */
export function rationaleWords(observations: Observations): readonly string[] {
  return [THINK, ...bodyOf(observations), THINK_END];
}

function bodyOf(observations: Observations): readonly string[] {
  if (observations.kind === 'amplitude') return [observations.amplitude];
  if (observations.artifacts.length === 0) return [NOTHING];
  return observations.artifacts
    .slice(0, MAX_ARTIFACTS)
    .flatMap(({ severity, tag: id, region, span }) => [severity, id, region, span]);
}

/**
 * Parses a decoder's words, from `<think>` on. Undefined where they break the grammar: such words are shown as they
 * are, but not interpreted.
 */
export function parseRationale(words: readonly string[]): Observations | undefined {
  const end = words.indexOf(THINK_END);
  if (words[0] !== THINK || end < 2) return undefined;
  const body = words.slice(1, end);
  const first = body[0];
  if (body.length === 1) {
    if (first === NOTHING) return { kind: 'artifacts', artifacts: [] };
    return isOneOf(AMPLITUDES, first) ? { kind: 'amplitude', amplitude: first } : undefined;
  }
  if (body.length % 4 !== 0 || body.length > 4 * MAX_ARTIFACTS) return undefined;
  const artifacts: Artifact[] = [];
  for (let at = 0; at < body.length; at += 4) {
    const artifact = parseArtifact(body.slice(at, at + 4));
    if (artifact === undefined) return undefined;
    artifacts.push(artifact);
  }
  return { kind: 'artifacts', artifacts };
}

function parseArtifact([severity, id, region, span]: readonly string[]): Artifact | undefined {
  if (!isOneOf(SEVERITIES, severity) || !isOneOf(REGIONS, region) || !isOneOf(SPANS, span)) return undefined;
  if (id === undefined || !tagIds.includes(id)) return undefined;
  return { severity, tag: id, region, span };
}

const tagIds = TAGS.map((each) => each.id);

/**
 * The words that the grammar allows after a prefix (empty, or beginning with `<think>`); a decoder picks the likeliest
 * of them. Empty after `</think>`. No artifact is named twice.
 */
export function allowedNext(id: DimensionId, prefix: readonly string[]): readonly string[] {
  if (prefix.length === 0) return [THINK];
  if (prefix.at(-1) === THINK_END) return [];
  const body = prefix.slice(1);
  if (id === 'motion-amplitude') return body.length === 0 ? AMPLITUDES : [THINK_END];
  if (body[0] === NOTHING) return [THINK_END];
  switch (body.length % 4) {
    case 1:
      return tagIds.filter((word) => !body.includes(word));
    case 2:
      return REGIONS;
    case 3:
      return SPANS;
    default:
      if (body.length === 0) return [...SEVERITIES, NOTHING];
      return body.length < 4 * MAX_ARTIFACTS ? [...SEVERITIES, THINK_END] : [THINK_END];
  }
}

/** The amplitude word for a motion amplitude score on 1..5. */
export function amplitudeOf(score: number): AmplitudeWord {
  if (score < 1.75) return 'still';
  if (score < 2.75) return 'small';
  return score < 3.75 ? 'moderate' : 'large';
}

const amplitudeSentences: Record<AmplitudeWord, string> = {
  still: 'Hardly anything moves.',
  small: 'A little moves.',
  moderate: 'A fair amount moves.',
  large: 'A lot moves, and far.',
};

const regionPhrases: Record<RegionWord, string> = {
  everywhere: 'all over the picture',
  left: 'on the left',
  right: 'on the right',
  top: 'at the top',
  bottom: 'at the bottom',
  centre: 'in the centre',
};

const spanPhrases: Record<SpanWord, string> = {
  throughout: 'throughout',
  early: 'early on',
  midway: 'midway',
  late: 'towards the end',
};

/** The region in words that fit after an artifact's name. */
export function regionPhrase(region: RegionWord): string {
  return regionPhrases[region];
}

/** The time span in words that fit after an artifact's name. */
export function spanPhrase(span: SpanWord): string {
  return spanPhrases[span];
}

/** The observations as an English sentence about one dimension. */
export function verbalise(id: DimensionId, observations: Observations): string {
  if (observations.kind === 'amplitude') return amplitudeSentences[observations.amplitude];
  if (observations.artifacts.length === 0) return `Nothing was found that lowers ${dimension(id).name.toLowerCase()}.`;
  const phrases = observations.artifacts.map(({ severity, tag: artifact, region, span }) =>
    artifactPhrase([severity, artifact, region, span]),
  );
  const last = phrases.at(-1)!;
  const shown = phrases.length === 1 ? last : `${phrases.slice(0, -1).join(', ')} and ${last}`;
  return `${leadOf(id)} ${shown}.`;
}

/**
 * The sentence for the words that a decoder has written so far, from `<think>` on. After `</think>` it equals
 * `verbalise`; until then the last artifact follows a comma instead of an "and". Words that break the grammar end it.
 */
export function verbaliseSoFar(id: DimensionId, words: readonly string[]): string {
  const body = words.slice(1);
  if (body.length === 0) return '';
  // `nothing` and amplitude words are complete rationales.
  const whole = parseRationale(body.length === 1 ? [...words, THINK_END] : words);
  if (whole !== undefined) return verbalise(id, whole);
  const phrases: string[] = [];
  for (let at = 0; at < body.length; at += 4) phrases.push(artifactPhrase(body.slice(at, at + 4)));
  return `${leadOf(id)} ${phrases.filter((phrase) => phrase !== '').join(', ')}`.trimEnd();
}

function leadOf(id: DimensionId): string {
  return `What lowers ${dimension(id).name.toLowerCase()} most:`;
}

/** An artifact's tag, severity, region and span as far as they are given; empty before the tag is. */
function artifactPhrase([severity, id, region, span]: readonly string[]): string {
  if (severity === undefined || id === undefined || !tagIds.includes(id)) return '';
  let phrase = `${tag(id).words} (${severity}`;
  if (isOneOf(REGIONS, region)) phrase += `, ${regionPhrases[region]}`;
  if (isOneOf(SPANS, span)) phrase += `, ${spanPhrases[span]})`;
  return phrase;
}

function isOneOf<T extends string>(list: readonly T[], word: string | undefined): word is T {
  return word !== undefined && (list as readonly string[]).includes(word);
}
