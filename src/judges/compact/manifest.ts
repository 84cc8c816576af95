import * as v from 'valibot';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { TOKEN_LAYOUT } from '../../slowfast';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'));
const positive = v.pipe(v.number(), v.gtValue(0));
const count = v.pipe(v.number(), v.integer(), v.gtValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const file = v.object({
  /** A file name in the pack's folder. */
  path: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]+$/, 'must be a plain file name')),
  sha256,
  bytes: count,
});

const dimensionId = v.picklist([
  'motion-quality',
  'motion-amplitude',
  'aesthetic-quality',
  'content-quality',
  'clarity-quality',
  'visual-quality',
  'dynamic-quality',
  'text-alignment',
  'overall-quality',
]);

/** Version 2 of a model pack's manifest.json: how to feed the model, and the hashes of its files. */
export const manifestSchema = v.object({
  schema: v.literal(2),
  kind: v.literal('compact'),
  name: v.pipe(v.string(), v.nonEmpty()),
  version: v.pipe(v.string(), v.nonEmpty()),
  sampling: v.object({ ratePerSecond: positive, windowFrames: count }),
  slowfast: v.object({ patchCosine: fraction, frameSimilarity: fraction }),
  packing: v.object({
    layout: v.literal(TOKEN_LAYOUT),
    total: count,
    slowMin: count,
    slowMax: count,
    fastRatio: fraction,
    fastMin: count,
  }),
  /** The decoder's words. A word's place is its token id. */
  vocabulary: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(2)),
  /** Longest sequence the decoder was made for, prompt included. */
  maxLength: count,
  /** Tag ids of the encoder's `artifacts` output, in its order: every tag of the vocabulary, or none without such an output. */
  artifacts: v.optional(v.array(v.pipe(v.string(), v.nonEmpty())), []),
  /** How artifact probabilities guide rationales (quality/artifact-guide.ts). Without it the decoder's logits decide. */
  rationale: v.optional(
    v.object({
      /** `nameAnyFrom`: a rationale names an artifact where the probability that any lowers its dimension is at least this. */
      speakFrom: fraction,
      /** After the likeliest artifact it names each whose own probability to lower the dimension is at least this. */
      nameFrom: v.optional(fraction, 1),
      /** For each dimension, the probability that each of `artifacts`, where shown, lowers it. */
      lowers: v.record(dimensionId, v.array(fraction)),
    }),
  ),
  dimensions: v.pipe(
    v.array(
      v.object({
        id: dimensionId,
        profile: v.picklist(['ultravqa', 'q-save']),
        /** Prompt words of this dimension; the rating word follows them. */
        prompt: v.pipe(v.array(v.string()), v.minLength(1)),
        /** Rating words, lowest first, in the order of the profile's levels. */
        levels: v.pipe(v.array(v.string()), v.minLength(2)),
        /** Pathway mask: the encoder outputs that the decoder attends to for this dimension. */
        pathways: v.pipe(v.array(v.picklist(['fast', 'slow'])), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
  files: v.object({ encoder: file, decoder: file, golden: file }),
  /** File name of the model card, which states metrics and licence. */
  card: v.string(),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ManifestDimension = Manifest['dimensions'][number];

/** Checks untrusted JSON. The failure names the first wrong field and the rule that it breaks. */
export function parseManifest(json: unknown): Result<Manifest> {
  const parsed = v.safeParse(manifestSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const where = v.getDotPath(issue) ?? 'the top level';
    return fail(
      'model-invalid',
      `The model's manifest is not valid at ${where}: ${issue.message}. Use a pack made by this version of Slowglass.`,
    );
  }
  const manifest = parsed.output;
  const words = new Set(manifest.vocabulary);
  for (const dimension of manifest.dimensions) {
    for (const word of [...dimension.prompt, ...dimension.levels]) {
      if (!words.has(word)) {
        return fail(
          'model-invalid',
          `The model's manifest names the word "${word}" for ${dimension.id}, which its vocabulary lacks. Export the pack again.`,
        );
      }
    }
    const lowers = manifest.rationale?.lowers[dimension.id];
    if (manifest.rationale !== undefined && lowers?.length !== manifest.artifacts.length) {
      return fail(
        'model-invalid',
        `The model's manifest lacks a probability for some artifacts to lower ${dimension.id}. Export the pack again.`,
      );
    }
  }
  return ok(manifest);
}
