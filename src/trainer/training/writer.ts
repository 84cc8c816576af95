import type { Random } from '../../base';
import { softmax } from '../../policy';
import { END, promptOf } from '../../quality';
import type { TrainedDimension } from '../../corpus';
import type { Tensors } from '../engine/jax';
import { jit, read, tensor, tree } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import { reader } from '../network/layers';
import { layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { MAX_LENGTH, PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { Place, DecodingContext, WordCache } from '../network/stepwise';
import { decodeNext, emptyWordCache, placeAt, prepareDecoding } from '../network/stepwise';
import type { PathwayMask } from './pathway-mask';
import { pathwayFlags } from './pathway-mask';

/** Picks the next word out of a softmax over the whole vocabulary; no grammar holds it. */
export type Choose = (shares: ArrayLike<number>) => number;

export const likeliest: Choose = (shares) => {
  let best = 0;
  for (let word = 1; word < shares.length; word++) if (shares[word]! > shares[best]!) best = word;
  return best;
};

/** Draws from the softmax itself (temperature 1), by inversion. */
export function sampler(random: Random): Choose {
  return (shares) => {
    let left = random.next();
    let last = 0;
    for (let word = 0; word < shares.length; word++) {
      if (shares[word] === 0) continue;
      left -= shares[word]!;
      last = word;
      if (left < 0) return word;
    }
    // Rounding: the shares' sum may end a hair below what was drawn.
    return last;
  };
}

/** One answer as the network wrote it. */
export interface Answer {
  readonly id: TrainedDimension;
  /** The words after the prompt, `<end>` included unless the room ran out before it. */
  readonly words: readonly string[];
  /** Log-probability of each word when it was chosen. */
  readonly logs: readonly number[];
  /** Mean entropy of the softmaxes that the words were drawn from, in nats a word. */
  readonly entropy: number;
  /** Shares of the dimension's levels (sum 1) at the first place where one was chosen: Q-Save 4.2.2's score token. */
  readonly levels: readonly number[] | undefined;
}

/** Writes answers for a batch of clips. Each clip is encoded once, however many answers it gets. */
export interface Writer {
  /**
   * `asked` holds the same number of dimensions for each clip; the answers come in the same order, clip by clip. Keeps
   * the weights, consumes the input.
   */
  write(
    banks: Tensors,
    input: ClipInput,
    asked: readonly (readonly TrainedDimension[])[],
    choose: Choose,
  ): Promise<Answer[]>;
}

export function makeWriter(shape: NetworkShape, pathwayMask: PathwayMask): Writer {
  const layout = layoutOf(shape);
  const prepare = jit(
    (
      banks: Tensors,
      input: ClipInput,
      allowed: { fastAllowed: Tensors[string]; slowAllowed: Tensors[string] },
    ): DecodingContext => {
      const scene = prepareDecoding(input, allowed, reader(banks, layout), shape);
      for (const bank of Object.values(banks)) bank.dispose();
      return scene;
    },
  );
  const advance = jit(
    (banks: Tensors, words: Tensors[string], place: Place, scene: DecodingContext, written: WordCache) => {
      const result = decodeNext(words, place, scene, written, reader(banks, layout), shape);
      for (const bank of Object.values(banks)) bank.dispose();
      return result;
    },
  );
  return {
    async write(banks, input, asked, choose) {
      const perClip = asked[0]!.length;
      const flat = asked.flat();
      const allowed = (pathway: 'fast' | 'slow') =>
        tensor(pathwayFlags(pathwayMask, pathway, flat), [asked.length, perClip]);
      const scene = prepare(tree.ref(banks), input, { fastAllowed: allowed('fast'), slowAllowed: allowed('slow') });
      const drafts = flat.map((id) => new Draft(id));
      let written = emptyWordCache(flat.length, shape);
      for (let at = 0; at + 1 < MAX_LENGTH && drafts.some((draft) => !draft.ended); at++) {
        const words = tensor(
          Int32Array.from(drafts, (draft) => draft.wordAt(at)),
          [flat.length],
        );
        const next = advance(tree.ref(banks), words, placeAt(at), tree.ref(scene), written);
        written = next.written;
        if (at + 1 < PROMPT_WORDS) {
          next.logits.dispose();
          continue;
        }
        const logits = await read(next.logits);
        drafts.forEach((draft, row) => {
          if (draft.ended) return;
          draft.add(softmax(logits.subarray(row * VOCABULARY.length, (row + 1) * VOCABULARY.length)), choose);
        });
      }
      tree.dispose([scene, written]);
      return drafts.map((draft) => draft.answer());
    },
  };
}

const END_ID = wordId(END);

/** An answer on its way. */
class Draft {
  readonly #words: number[];
  readonly #scale: readonly number[];
  readonly #logs: number[] = [];
  #entropy = 0;
  #levels: readonly number[] | undefined;

  constructor(readonly id: TrainedDimension) {
    this.#words = promptOf(id).map(wordId);
    this.#scale = levelsOfDimension(id).map((level) => wordId(level.word));
  }

  get ended(): boolean {
    return this.#words.at(-1) === END_ID;
  }

  /** What is fed at a place; after the end anything will do, for nothing of it is read. */
  wordAt(at: number): number {
    return this.#words[at] ?? END_ID;
  }

  add(shares: Float64Array, choose: Choose): void {
    const word = choose(shares);
    this.#words.push(word);
    this.#logs.push(Math.log(shares[word]!));
    for (const share of shares) if (share > 0) this.#entropy -= share * Math.log(share);
    if (this.#levels === undefined && this.#scale.includes(word)) {
      const masses = this.#scale.map((level) => shares[level]!);
      const total = masses.reduce((a, b) => a + b, 0);
      this.#levels = masses.map((mass) => mass / total);
    }
  }

  answer(): Answer {
    return {
      id: this.id,
      words: this.#words.slice(PROMPT_WORDS).map((word) => VOCABULARY[word]!),
      logs: this.#logs,
      entropy: this.#entropy / Math.max(1, this.#logs.length),
      levels: this.#levels,
    };
  }
}
