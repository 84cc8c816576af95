import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { DimensionId, ProfileId } from '../dimensions';
import { dimension } from '../dimensions';
import { levelsOf } from '../levels';

/**
 * The texts that a judge that reads is asked with, for the dimensions of one profile. Plain data: a user may view, edit
 * and share it as JSON.
 *
 * Markers in braces are filled in: `{dimension}` (its name), `{criteria}` (its criteria, numbered), `{levels}` (the level
 * words, highest last) and `{prompt}` (the clip's prompt).
 */
export interface PromptSet {
  /** Name and version, e.g. `q-save-1`. A changed text needs another version. */
  readonly id: string;
  readonly profile: ProfileId;
  /** Stands before the question where the clip's prompt is known; `{prompt}`. */
  readonly clipPrompt: string;
  /** Asks for a level; `{dimension}`, `{criteria}`, `{levels}`. */
  readonly question: string;
  /** The begin of the answer, up to the level word; `{dimension}`. Empty where the answer begins with the word. */
  readonly answer: string;
  /** Stands between the level word and the rationale, e.g. `<think>` (Q-Save 4.3, after the cool-off). */
  readonly rationale: string;
  /** The rationale ends where this text begins. */
  readonly rationaleEnd: string;
  readonly criteria: Readonly<Partial<Record<DimensionId, readonly string[]>>>;
}

/** A prompt set filled in for one dimension of one clip. */
export interface FilledPrompt {
  readonly dimension: DimensionId;
  readonly question: string;
  readonly answer: string;
  readonly rationale: string;
  readonly rationaleEnd: string;
}

/**
 * Fills the markers in. Markers inside the clip's prompt stay as they are.
 *
 * @param clipPrompt undefined or blank where the clip's prompt is not known.
 */
export function fillPrompt(set: PromptSet, id: DimensionId, clipPrompt: string | undefined): FilledPrompt {
  const levels = levelsOf(set.profile).map(({ word }) => word);
  const values: Record<string, string> = {
    dimension: dimension(id).name.toLowerCase(),
    criteria: (set.criteria[id] ?? [dimension(id).meaning]).map((text, place) => `${place + 1}. ${text}`).join(' '),
    levels: levels.join(', '),
    prompt: clipPrompt?.trim() ?? '',
  };
  const fill = (text: string): string => text.replace(MARKER, (marker, name: string) => values[name] ?? marker);
  const question = fill(set.question);
  return {
    dimension: id,
    question: values['prompt'] === '' ? question : `${fill(set.clipPrompt)}\n${question}`,
    answer: fill(set.answer),
    rationale: fill(set.rationale),
    rationaleEnd: set.rationaleEnd,
  };
}

/** One pass over the text, so that a marker inside a filled-in value is not filled in again. */
const MARKER = /\{(dimension|criteria|levels|prompt)\}/g;

/** Longer texts do not fit beside the frames, and a link could not carry them. */
const MAX_TEXT = 8000;

/** Checks an edited prompt set. The failure names the field and the remedy. */
export function checkPromptSet(set: PromptSet): Result<PromptSet> {
  const problem =
    missing('question', set.question, '{levels}') ??
    missing('clipPrompt', set.clipPrompt, '{prompt}') ??
    (set.rationaleEnd === '' ? 'The prompt text "rationaleEnd" is empty; write what ends a rationale.' : undefined) ??
    [set.question, set.answer, set.rationale, ...Object.values(set.criteria).flat()]
      .filter((text) => text.length > MAX_TEXT)
      .map((text) => `A prompt text has ${text.length} characters; at most ${MAX_TEXT} are allowed.`)[0];
  return problem === undefined ? ok(set) : fail('invalid-option', problem);
}

function missing(name: string, text: string, marker: string): string | undefined {
  return text.includes(marker) ? undefined : `The prompt text "${name}" lacks the marker ${marker}; add it.`;
}
