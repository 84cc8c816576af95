import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Pathway } from '../../slowfast';
import { frameStamp } from '../pictures/frame-stamp';
import { disarmed } from '../prose';
import type { ModelConfig } from './model-config';
import type { Run } from './positions';
import type { MessagePart, ModelText } from './text';

/** A frame's place in the conversation. */
export interface ShownFrame {
  /** Seconds from the start of the video. */
  readonly time: number;
  readonly pathway: Pathway;
  /** Its tokens. */
  readonly rows: number;
  readonly columns: number;
}

/** The part of a conversation that all questions about a window share: everything up to its last frame. */
export interface SharedPart {
  /** Tokens; those of frames are placeholders. */
  readonly ids: readonly number[];
  readonly runs: readonly Run[];
}

/** Lays conversations about frames out as tokens, by the model's own chat template. */
export interface Conversations {
  shared(frames: readonly ShownFrame[]): Result<SharedPart>;
  /** The text from the last frame to where the answer's next word belongs. Markers of the model in it are disarmed. */
  question(frames: number, question: string, answer: string): Result<string>;
}

export function makeConversations(text: ModelText, tokens: ModelConfig['tokens']): Result<Conversations> {
  const placeholder = text.tokenOf(tokens.video);
  const visionEnd = text.tokenOf(tokens.visionEnd);
  if (placeholder === undefined || visionEnd === undefined) {
    return fail('model-invalid', "The tokenizer lacks the model's vision tokens. Download tokenizer.json again.");
  }
  /** The rendered text between placeholders: one piece more than there are frames. */
  const piecesOf = (frames: readonly Pick<ShownFrame, 'pathway' | 'time'>[], question: string): Result<string[]> => {
    const parts: MessagePart[] = frames.flatMap((frame) => [
      { type: 'text', text: frameStamp(frame) },
      { type: 'video' },
    ]);
    const rendered = text.render([...parts, { type: 'text', text: question }]);
    if (!rendered.ok) return rendered;
    const pieces = rendered.value.split(placeholder);
    if (pieces.length === frames.length + 1) return ok(pieces);
    return fail('model-invalid', `The model's chat template shows ${pieces.length - 1} of ${frames.length} frames.`);
  };
  return ok({
    shared(frames) {
      const pieces = piecesOf(frames, '?');
      if (!pieces.ok) return pieces;
      // A special token ends the shared part, so no token reaches across its end.
      const texts = [...pieces.value.slice(0, -1), visionEnd];
      const ids: number[] = [];
      const runs: Run[] = [];
      texts.forEach((piece, place) => {
        const encoded = text.encode(piece);
        for (const id of encoded) ids.push(id);
        runs.push({ kind: 'text', length: encoded.length });
        const frame = frames[place];
        if (frame === undefined) return;
        for (let k = 0; k < frame.rows * frame.columns; k++) ids.push(tokens.video);
        runs.push({ kind: 'picture', rows: frame.rows, columns: frame.columns });
      });
      return ok({ ids, runs });
    },
    question(frames, question, answer) {
      const plain = Array.from({ length: frames }, () => ({ pathway: 'slow', time: 0 }) as const);
      const pieces = piecesOf(plain, disarmed(question));
      if (!pieces.ok) return pieces;
      const last = pieces.value.at(-1)!;
      return ok((last.startsWith(visionEnd) ? last.slice(visionEnd.length) : last) + answer);
    },
  });
}
