import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { tensor } from '../engine/jax';
import { MAX_LENGTH, PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { Form } from './answers';
import { answerWords, ratingPlace } from './answers';
import type { Answers } from './loss';
import type { PathwayMask } from './pathway-mask';

/** Words fed: all but the last of the longest answer. */
export const FED_LENGTH = MAX_LENGTH - 1;

/** One whole answer to train on. */
export interface WantedAnswer {
  readonly id: TrainedDimension;
  readonly rating: string;
  readonly rationale: readonly string[];
  /** The rating's soft target over the dimension's levels. */
  readonly masses: readonly number[];
  readonly mos: number;
}

/** Collects `perClip` answers for each clip, in the order of the clips, for the loss. */
export class AnswerRows {
  readonly #words: Int32Array;
  readonly #next: Int32Array;
  readonly #counted: Float32Array;
  readonly #ratingAt: Float32Array;
  readonly #ratings: Float32Array;
  readonly #mos: Float32Array;
  readonly #dimensions: Float32Array;
  readonly #fast: Float32Array;
  readonly #slow: Float32Array;
  #count = 0;

  constructor(
    readonly clips: number,
    readonly perClip: number,
    readonly form: Form,
    readonly pathwayMask: PathwayMask,
  ) {
    const rows = clips * perClip;
    this.#words = new Int32Array(rows * FED_LENGTH);
    this.#next = new Int32Array(rows * FED_LENGTH);
    this.#counted = new Float32Array(rows * FED_LENGTH);
    this.#ratingAt = new Float32Array(rows * FED_LENGTH);
    this.#ratings = new Float32Array(rows * VOCABULARY.length);
    this.#mos = new Float32Array(rows);
    this.#dimensions = new Float32Array(rows * TRAINED_DIMENSIONS.length);
    this.#fast = new Float32Array(rows);
    this.#slow = new Float32Array(rows);
  }

  add({ id, rating, rationale, masses, mos }: WantedAnswer): void {
    const row = this.#count++;
    const words = answerWords(id, this.form, rating, rationale).map(wordId);
    const place = ratingPlace(this.form, rationale);
    const at = row * FED_LENGTH;
    for (let i = 0; i + 1 < words.length; i++) {
      this.#words[at + i] = words[i]!;
      this.#next[at + i] = words[i + 1]!;
      // The rating has a separate loss, and the prompt is given.
      this.#counted[at + i] = i + 1 >= PROMPT_WORDS && i + 1 !== place ? 1 : 0;
    }
    this.#ratingAt[at + place - 1] = 1;
    levelsOfDimension(id).forEach((level, rung) => {
      this.#ratings[row * VOCABULARY.length + wordId(level.word)] = masses[rung]!;
    });
    this.#mos[row] = mos;
    this.#dimensions[row * TRAINED_DIMENSIONS.length + TRAINED_DIMENSIONS.indexOf(id)] = 1;
    this.#fast[row] = this.pathwayMask[id].includes('fast') ? 1 : 0;
    this.#slow[row] = this.pathwayMask[id].includes('slow') ? 1 : 0;
  }

  /** Leaves a row empty, without weight in the loss. */
  skip(): void {
    this.#count++;
  }

  tensors(): Answers {
    const rows = this.clips * this.perClip;
    return {
      words: tensor(this.#words, [rows, FED_LENGTH]),
      nextWords: tensor(this.#next, [rows, FED_LENGTH]),
      counted: tensor(this.#counted, [rows, FED_LENGTH]),
      ratingAt: tensor(this.#ratingAt, [rows, FED_LENGTH]),
      ratings: tensor(this.#ratings, [rows, VOCABULARY.length]),
      mos: tensor(this.#mos, [rows]),
      dimensions: tensor(this.#dimensions, [rows, TRAINED_DIMENSIONS.length]),
      fastAllowed: tensor(this.#fast, [this.clips, this.perClip]),
      slowAllowed: tensor(this.#slow, [this.clips, this.perClip]),
    };
  }
}
