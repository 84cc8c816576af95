import type { Result } from '../../../base';
import { frameStamp } from '../../pictures/frame-stamp';
import type { Pathway } from '../../../slowfast';
import type { Answer } from '../answer';
import type { AdapterId } from '../config';

/** A frame as it is sent. */
export interface SentFrame {
  /** Base64 of a JPEG file. */
  readonly jpeg: string;
  readonly width: number;
  readonly height: number;
  readonly pathway: Pathway;
  /** Seconds from the start of the video. */
  readonly time: number;
  /** Of the sampled frame. */
  readonly index: number;
}

/** What is asked, in no server's terms. */
export interface Ask {
  readonly model: string;
  readonly frames: readonly SentFrame[];
  readonly question: string;
  /** What of the answer is written already; empty: nothing. */
  readonly begun: string;
  /** Asks for more behind `begun`, where the server cannot go on with it. */
  readonly followUp?: string;
  readonly tokens: number;
  readonly temperature: number;
  readonly seed?: number;
  /** Level words at the next place, for log-probabilities; undefined: none are asked for. */
  readonly words?: readonly string[];
  /** Ids of the words' first tokens, where the server takes them. */
  readonly wordIds?: readonly number[] | undefined;
  readonly stop?: string;
  readonly stream?: boolean;
}

/** How one kind of server is asked and understood: data in, data out. */
export interface Adapter {
  readonly id: AdapterId;
  /** True where the server goes on with a begun answer. */
  readonly continues: boolean;
  /** True where the server may give log-probabilities. */
  readonly probabilities: boolean;
  body(ask: Ask): Record<string, unknown>;
  read(json: unknown, ask: Ask, api: string): Result<Answer>;
}

export type ContentPart = Readonly<Record<string, unknown>>;

/** Each frame as a picture behind its stamp. */
export function pictureParts(frames: readonly SentFrame[]): ContentPart[] {
  return frames.flatMap((frame) => [
    { type: 'text', text: frameStamp(frame) },
    { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${frame.jpeg}` } },
  ]);
}

/** The conversation: a user's turn of frames and question, then the begun answer. */
export function messagesOf(ask: Ask, frames: readonly ContentPart[] = pictureParts(ask.frames)): ContentPart[] {
  const messages: ContentPart[] = [{ role: 'user', content: [...frames, { type: 'text', text: ask.question }] }];
  if (ask.begun !== '') messages.push({ role: 'assistant', content: ask.begun });
  if (ask.followUp !== undefined) messages.push({ role: 'user', content: ask.followUp });
  return messages;
}

/** Fields that all servers share. */
export function commonBody(ask: Ask, topTokens: number, messages = messagesOf(ask)): Record<string, unknown> {
  return {
    model: ask.model,
    messages,
    max_tokens: ask.tokens,
    temperature: ask.temperature,
    ...(ask.seed === undefined ? {} : { seed: ask.seed }),
    ...(ask.stop === undefined ? {} : { stop: [ask.stop] }),
    ...(ask.stream === true ? { stream: true } : {}),
    ...(ask.words === undefined || topTokens === 0 ? {} : { logprobs: true, top_logprobs: topTokens }),
  };
}
