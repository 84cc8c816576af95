import type { Result } from '../base';
import { ok } from '../base';
import type { TokenJudge, WindowReading } from '../judges';
import type { SampledFrame } from '../media';
import type { FrameRecord, PackedWindow } from '../slowfast';
import type { ChosenPacker } from './packing';

/** A window of a video, ready for the judge. */
export interface ReadableWindow {
  /** First and last instant, seconds. */
  readonly start: number;
  readonly end: number;
  readonly records: readonly FrameRecord[];
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
  /** Lets the judge read it. The caller owns the reading. */
  read(): Promise<Result<WindowReading>>;
  release(): void;
}

/**
 * Collects sampled frames, given in order, into windows of what a judge reads. `push` resolves to a window when the sample
 * completed one, `finish` to the last, shorter one. The planes of a sampled frame may be read until the `push` of the next
 * one has resolved, and not after.
 */
export interface WindowSource {
  /** Where frames are compared. */
  readonly backend: 'cpu' | 'webgpu';
  /** Why there, in one sentence. */
  readonly reason: string;
  push(sample: SampledFrame): Promise<Result<ReadableWindow | undefined>>;
  finish(): Promise<Result<ReadableWindow | undefined>>;
  dispose(): void;
}

/** Windows of packed tokens. Takes ownership of the packer. */
export function tokenWindows(judge: TokenJudge, { packer, reason }: ChosenPacker): WindowSource {
  const readable = (packed: Result<PackedWindow | undefined>): Result<ReadableWindow | undefined> =>
    packed.ok && packed.value !== undefined ? ok(readableTokens(judge, packed.value)) : (packed as Result<undefined>);
  return {
    backend: packer.backend,
    reason,
    push: async (sample) => readable(await packer.push(sample)),
    finish: async () => readable(await packer.finish()),
    dispose: () => packer.dispose(),
  };
}

export function readableTokens(judge: TokenJudge, window: PackedWindow): ReadableWindow {
  const { start, end, frames, tokensPerSlowFrame, tokensSpent } = window;
  return {
    start,
    end,
    records: frames,
    tokensPerSlowFrame,
    tokensSpent,
    read: () => judge.read(window),
    release: () => window.release(),
  };
}
