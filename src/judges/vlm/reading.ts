import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { DimensionId } from '../../quality';
import { dimension } from '../../quality';
import type { JudgeRequest, LevelDistribution, WindowReading } from '../judge';
import type { AskedQuestion, ReadingParts } from './ask';
import { askForLevel } from './ask';
import { explainWith } from './explain';
import type { ReadFrames } from './window';

const CANCELLED: Result<never> = fail('cancelled', 'Judging was cancelled.');

/** A window whose frames the model has read. Every question goes on from there. */
export function createVlmReading(parts: ReadingParts, { state, frames }: ReadFrames, readMs: number): WindowReading {
  const asked = new WeakMap<LevelDistribution, AskedQuestion>();
  const frameTokens = frames.map(({ rows, columns }) => rows * columns);
  let released = false;
  return {
    async judge(request) {
      const started = performance.now();
      const distributions: LevelDistribution[] = [];
      let tokens = state.length;
      for (const id of askedOf(request)) {
        if (request.signal?.aborted === true) return CANCELLED;
        const answered = await askForLevel(parts, state, frames.length, id, request.prompt);
        if (!answered.ok) return answered;
        const { distribution, question, read } = answered.value;
        asked.set(distribution, question);
        distributions.push(distribution);
        tokens += read;
      }
      if (request.signal?.aborted === true) return CANCELLED;
      const milliseconds = readMs + performance.now() - started;
      return ok({ distributions, artifacts: [], frameTokens, cost: { tokens, milliseconds } });
    },
    explain: (distributions, signal) =>
      explainWith(
        parts,
        state,
        distributions.map((each) => ({ distribution: each, question: asked.get(each) })),
        signal,
      ),
    release() {
      if (released) return;
      released = true;
      state.release();
    },
  };
}

/** Without the clip's prompt, what needs it is left out. */
function askedOf({ dimensions, prompt }: JudgeRequest): readonly DimensionId[] {
  const known = prompt !== undefined && prompt.trim() !== '';
  return dimensions.filter((id) => known || !dimension(id).needsText);
}
