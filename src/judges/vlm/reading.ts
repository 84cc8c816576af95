import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { DimensionId } from '../../quality';
import { dimension } from '../../quality';
import type { JudgeRequest, LevelDistribution, WindowAnswer, WindowReading } from '../judge';
import type { AskedQuestion, ReadingParts } from './ask';
import { askForLevel } from './ask';
import type { DecoderState } from './decoder';
import { explainWith } from './explain';
import type { SharedStates } from './shared-states';
import type { EncodedFrames } from './window';
import { readFrames } from './window';

const CANCELLED: Result<never> = fail('cancelled', 'Judging was cancelled.');

/**
 * A window whose frames are encoded. Every question goes on from the decoder state behind the last frame.
 *
 * @param states of the judge, shared by its readings
 * @param readMs time that the vision encoder took
 */
export function createVlmReading(
  parts: ReadingParts,
  encoded: EncodedFrames,
  states: SharedStates,
  readMs: number,
): WindowReading {
  const asked = new WeakMap<LevelDistribution, AskedQuestion>();
  const frameTokens = encoded.frames.map(({ rows, columns }) => rows * columns);
  const owner = {};
  const withState = <T>(use: (state: DecoderState) => Promise<Result<T>>): Promise<Result<T>> =>
    states.with(owner, () => readFrames(parts, encoded), use);

  const judge = async (state: DecoderState, request: JudgeRequest, started: number): Promise<Result<WindowAnswer>> => {
    const distributions: LevelDistribution[] = [];
    let tokens = state.length;
    for (const id of askedOf(request)) {
      if (request.signal?.aborted === true) return CANCELLED;
      const answered = await askForLevel(parts, state, encoded.frames.length, id, request.prompt);
      if (!answered.ok) return answered;
      const { distribution, question, read } = answered.value;
      asked.set(distribution, question);
      distributions.push(distribution);
      tokens += read;
    }
    if (request.signal?.aborted === true) return CANCELLED;
    const milliseconds = readMs + performance.now() - started;
    return ok({ distributions, artifacts: [], frameTokens, cost: { tokens, milliseconds } });
  };
  return {
    judge(request) {
      const started = performance.now();
      if (request.signal?.aborted === true) return Promise.resolve(CANCELLED);
      return withState((state) => judge(state, request, started));
    },
    explain: (distributions, signal) =>
      explainWith(
        parts,
        withState,
        distributions.map((each) => ({ distribution: each, question: asked.get(each) })),
        signal,
      ),
    release: () => states.drop(owner),
  };
}

/** Without the clip's prompt, what needs it is left out. */
function askedOf({ dimensions, prompt }: JudgeRequest): readonly DimensionId[] {
  const known = prompt !== undefined && prompt.trim() !== '';
  return dimensions.filter((id) => known || !dimension(id).needsText);
}
