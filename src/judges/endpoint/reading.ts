import { ok } from '../../base';
import type { DimensionId, FilledPrompt } from '../../quality';
import { dimension } from '../../quality';
import type { LevelDistribution, WindowReading } from '../judge';
import type { AskParts } from './question';
import type { Answered } from './ask';
import { askForLevel } from './ask';
import { explainWith } from './explain';
import { CANCELLED } from './failures';
import type { EncodedWindow } from './frames';

/**
 * A window whose frames are encoded.
 *
 * @param offered the judge's dimensions
 * @param closed aborts when the judge is disposed of
 * @param readMs time that the encoding took
 */
export function createEndpointReading(
  parts: AskParts,
  { frames, frameTokens }: EncodedWindow,
  offered: readonly DimensionId[],
  closed: AbortSignal,
  readMs: number,
): WindowReading {
  const asked = new WeakMap<LevelDistribution, FilledPrompt>();
  // A server may round otherwise when it has parts of a prompt in its cache; the same question gives the same numbers.
  const answered = new Map<string, Answered>();
  return {
    async judge({ dimensions, prompt, signal }) {
      const started = performance.now();
      const known = prompt !== undefined && prompt.trim() !== '';
      const ids = dimensions.filter((id) => offered.includes(id) && (known || !dimension(id).needsText));
      const stop = new AbortController();
      const both = AbortSignal.any([stop.signal, closed, ...(signal === undefined ? [] : [signal])]);
      const answers = await Promise.all(
        ids.map(async (id) => {
          const key = `${id}\n${prompt ?? ''}`;
          const before = answered.get(key);
          if (before !== undefined) return ok(before);
          const answer = await askForLevel(parts, frames, id, prompt, both);
          if (answer.ok) answered.set(key, answer.value);
          // The other answers would be thrown away.
          else stop.abort();
          return answer;
        }),
      );
      if (signal?.aborted === true || closed.aborted) return CANCELLED;
      const failed = answers.find((each) => !each.ok && each.error.code !== 'cancelled');
      if (failed?.ok === false) return failed;
      const given = answers.flatMap((each) => (each.ok ? [each.value] : []));
      for (const each of given) asked.set(each.distribution, each.prompt);
      const tokens = given.map((each) => each.tokens);
      return ok({
        distributions: given.map((each) => each.distribution),
        artifacts: [],
        frameTokens,
        cost: {
          tokens: tokens.every((each) => each !== undefined) ? tokens.reduce((sum, each) => sum + each, 0) : undefined,
          milliseconds: readMs + performance.now() - started,
        },
      });
    },
    explain: (distributions, signal) =>
      explainWith(
        parts,
        frames,
        distributions.map((distribution) => ({ distribution, prompt: asked.get(distribution) })),
        AbortSignal.any([closed, ...(signal === undefined ? [] : [signal])]),
      ),
    release() {
      // The frames are plain memory, which the reading's last reference holds.
    },
  };
}
