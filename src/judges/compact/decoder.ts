import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { defined, fail, ok } from '../../base';
import type { ArtifactGuide } from '../../quality';
import { softmax } from '../../policy';
import { allowedNext, artifactGuide, guided } from '../../quality';
import type { ArtifactProbability, LevelDistribution } from '../judge';
import type { Runtime, Session } from '../runtime/runtime';
import type { Manifest, ManifestDimension } from './manifest';

/** The encoder's outputs for one window. */
export interface Memories {
  readonly fast: Tensor;
  readonly slow: Tensor;
}

/** One sequence of a batch: a dimension's words so far. */
interface Row {
  readonly dimension: ManifestDimension;
  readonly words: readonly string[];
}

/** Logits of one word for one row of a batch. */
type LogitOf = (row: number, position: number, word: string) => number;

/** The text decoder of a compact pack. The rows of a batch are independent, so a batch is only for speed. */
export interface Decoder {
  /** All dimensions in one batched step. */
  judge(memories: Memories, dimensions: readonly ManifestDimension[]): Promise<Result<readonly LevelDistribution[]>>;
  /**
   * Writes one word a row in each step and yields the words of all rows so far, the rating word first. A step runs only
   * when the next item is awaited. A failure is the last item. Where the manifest has a `rationale`, `artifacts` decide
   * which artifacts are named.
   */
  explain(
    memories: Memories,
    rated: readonly RatedDimension[],
    artifacts: readonly ArtifactProbability[],
  ): AsyncGenerator<Result<readonly (readonly string[])[]>, void>;
  dispose(): Promise<void>;
}

export interface RatedDimension {
  readonly dimension: ManifestDimension;
  /** The rating word that the rationale explains. */
  readonly rating: string;
}

export function makeDecoder(runtime: Runtime, session: Session, manifest: Manifest): Decoder {
  const step = makeStep(runtime, session, manifest);
  return {
    // Softmax at each prompt's last word, over that dimension's level words only (Q-Save 4.2.2).
    async judge(memories, dimensions) {
      const stepped = await step(
        memories,
        dimensions.map((dimension) => ({ dimension, words: dimension.prompt })),
      );
      if (!stepped.ok) return stepped;
      const distributions: LevelDistribution[] = [];
      let broken: string | undefined;
      for (const [row, { id, profile, prompt, levels }] of dimensions.entries()) {
        const logits = levels.map((word) => stepped.value(row, prompt.length - 1, word));
        // The largest of numbers among which one is NaN is NaN.
        if (!Number.isFinite(Math.max(...logits))) broken ??= id;
        else distributions.push({ id, profile, levels, probabilities: Array.from(softmax(logits)), unplaced: 0 });
      }
      if (broken === undefined) return ok(distributions);
      return fail('model-failed', `The model gave no finite number for ${broken}. Choose the other provider.`);
    },

    async *explain(memories, rated, artifacts) {
      const guides = rated.map(({ dimension }) => guideOf(manifest, dimension, artifacts));
      const prefixes = rated.map(({ rating }) => [rating]);
      for (let steps = 0; ; steps++) {
        const open = rated.flatMap(({ dimension }, index) => {
          const words = prefixes[index]!;
          const choices = nextWords(manifest, dimension, words, guides[index]);
          return choices.length === 0 ? [] : [{ dimension, words, choices }];
        });
        if (open.length === 0) return steps === 0 ? yield ok(prefixes) : undefined;
        const stepped = await step(
          memories,
          open.map(({ dimension, words }) => ({ dimension, words: [...dimension.prompt, ...words] })),
        );
        if (!stepped.ok) return yield stepped;
        open.forEach(({ dimension, words, choices }, row) => {
          const last = dimension.prompt.length + words.length - 1;
          words.push(likeliest(choices, (word) => stepped.value(row, last, word)));
        });
        yield ok(prefixes.map((words) => [...words]));
      }
    },

    dispose: () => session.dispose(),
  };
}

function guideOf(
  { rationale, artifacts: tags }: Manifest,
  { id }: ManifestDimension,
  artifacts: readonly ArtifactProbability[],
): ArtifactGuide | undefined {
  const lowers = rationale?.lowers[id];
  if (rationale === undefined || lowers === undefined) return undefined;
  const possible = artifacts.map((artifact) => ({ ...artifact, lowers: lowers[tags.indexOf(artifact.tag)] ?? 0 }));
  return artifactGuide(possible, { nameAnyFrom: rationale.speakFrom, nameFrom: rationale.nameFrom });
}

/** Words that may come next: the rationale's grammar and guide, within the pack's vocabulary and the decoder's length. */
function nextWords(
  manifest: Manifest,
  dimension: ManifestDimension,
  words: readonly string[],
  guide: ArtifactGuide | undefined,
): readonly string[] {
  if (dimension.prompt.length + words.length >= manifest.maxLength) return [];
  const [, ...rationale] = words;
  const choices = allowedNext(dimension.id, rationale).filter((word) => manifest.vocabulary.includes(word));
  return guide === undefined ? choices : guided(choices, rationale, guide);
}

function likeliest(words: readonly string[], logit: (word: string) => number): string {
  let best = words[0]!;
  for (const word of words) if (logit(word) > logit(best)) best = word;
  return best;
}

function makeStep(runtime: Runtime, session: Session, manifest: Manifest) {
  const ids = new Map(manifest.vocabulary.map((word, id) => [word, id]));
  const idOf = (word: string): number => defined(ids.get(word), `the vocabulary's word ${word}`);
  const { Tensor: OrtTensor } = runtime.ort;

  return async (memories: Memories, rows: readonly Row[]): Promise<Result<LogitOf>> => {
    const length = Math.max(...rows.map(({ words }) => words.length));
    // Shorter rows end in padding (id 0). The decoder is causal, so padding changes no word before it.
    const tokens = new Int32Array(rows.length * length);
    rows.forEach(({ words }, row) => words.forEach((word, at) => (tokens[row * length + at] = idOf(word))));
    const allowed = (pathway: 'fast' | 'slow') =>
      new OrtTensor(
        'float32',
        Float32Array.from(rows, ({ dimension }) => (dimension.pathways.includes(pathway) ? 1 : 0)),
        [rows.length],
      );
    const outputs = await session.run({
      tokens: new OrtTensor('int32', tokens, [rows.length, length]),
      fast_memory: memories.fast,
      slow_memory: memories.slow,
      fast_allowed: allowed('fast'),
      slow_allowed: allowed('slow'),
    });
    if (!outputs.ok) return outputs;
    const { logits } = outputs.value;
    const size = manifest.vocabulary.length;
    if (logits === undefined || logits.size !== rows.length * length * size) {
      return fail(
        'model-invalid',
        'The decoder does not give one logit a word of the vocabulary. Export the pack again.',
      );
    }
    const data = (await logits.getData()) as Float32Array;
    return ok((row, position, word) => data[(row * length + position) * size + idOf(word)]!);
  };
}
