import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { defined, fail, ok } from '../../base';
import type { DimensionId } from '../../quality';
import type { ArtifactProbability, JudgeCost, LevelDistribution, Rationales, WindowReading } from '../judge';
import type { Decoder, Memories } from './decoder';
import type { Manifest, ManifestDimension } from './manifest';

/** The encoder's outputs for one window. */
export interface Encoded {
  readonly memories: Memories;
  /** Undefined for a pack without that output. */
  readonly artifacts: Tensor | undefined;
}

/** @param readCost tokens of the window, and milliseconds that the encoder took. */
export function createReading(
  manifest: Manifest,
  decoder: Decoder,
  { memories, artifacts }: Encoded,
  readCost: JudgeCost,
): WindowReading {
  const known = (id: DimensionId) => manifest.dimensions.find((dimension) => dimension.id === id);
  const ratedOf = ({ id, levels, probabilities }: LevelDistribution) => ({
    dimension: defined(known(id), `dimension ${id} of the judge`),
    rating: levels[probabilities.indexOf(Math.max(...probabilities))]!,
  });
  let released = false;
  return {
    async judge({ dimensions, signal }) {
      const started = performance.now();
      const asked = dimensions.flatMap((id) => known(id) ?? []);
      const distributions = await judgeAsked(decoder, memories, asked);
      if (!distributions.ok) return distributions;
      const found = await artifactProbabilities(manifest, artifacts);
      if (!found.ok) return found;
      if (signal?.aborted === true) return CANCELLED;
      const milliseconds = readCost.milliseconds + performance.now() - started;
      return ok({
        distributions: distributions.value,
        artifacts: found.value,
        cost: { tokens: readCost.tokens, milliseconds },
      });
    },
    async *explain(distributions, signal): AsyncGenerator<Result<Rationales>, void> {
      const found = await artifactProbabilities(manifest, artifacts);
      if (!found.ok) return yield found;
      for await (const step of decoder.explain(memories, distributions.map(ratedOf), found.value)) {
        if (signal?.aborted === true) return yield CANCELLED;
        yield step.ok ? ok(distributions.map(({ id }, row) => ({ id, words: step.value[row]! }))) : step;
      }
    },
    release() {
      if (released) return;
      released = true;
      memories.fast.dispose();
      memories.slow.dispose();
      artifacts?.dispose();
    },
  };
}

const CANCELLED: Result<never> = fail('cancelled', 'Judging was cancelled.');

function judgeAsked(
  decoder: Decoder,
  memories: Memories,
  asked: readonly ManifestDimension[],
): Promise<Result<readonly LevelDistribution[]>> {
  return asked.length === 0 ? Promise.resolve(ok([])) : decoder.judge(memories, asked);
}

async function artifactProbabilities(
  manifest: Manifest,
  artifacts: Tensor | undefined,
): Promise<Result<readonly ArtifactProbability[]>> {
  if (manifest.artifacts.length === 0) return ok([]);
  if (artifacts?.size !== manifest.artifacts.length) {
    return fail(
      'model-invalid',
      "The number of the encoder's artifacts differs from the manifest's. Export the pack again.",
    );
  }
  const probabilities = (await artifacts.getData()) as Float32Array;
  return ok(manifest.artifacts.map((tag, place) => ({ tag, probability: probabilities[place]! })));
}
