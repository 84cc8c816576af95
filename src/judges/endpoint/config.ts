import type { ProfileId, PromptSet } from '../../quality';

/** Which server software is asked; `auto` finds out when the judge is opened. */
export type AdapterId = 'vllm' | 'sglang' | 'llama.cpp' | 'ollama' | 'generic';

/** The part of `fetch` that is used. The page gives one that crosses the border of a frame. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** Encodes interleaved 8-bit RGB as a JPEG file. */
export type EncodeJpeg = (
  rgb: Uint8Array,
  size: { readonly width: number; readonly height: number },
) => Promise<Uint8Array>;

/** Resolves after a time, or at once when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface EndpointLimits {
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Time for one try of a request, up to its end; for a stream, up to each next piece. */
  readonly requestMs: number;
  /** Further tries after a failure that may pass. */
  readonly retries: number;
  /** Tokens of an answer that ends with the rating, where the server cannot go on with a begun answer. */
  readonly answerTokens: number;
  /** Tokens of an answer whose model reasons before the rating. */
  readonly reasoningTokens: number;
  readonly rationaleTokens: number;
  /** Tokens of the frames of a window; one stands for 28x28 pixels. */
  readonly windowTokens: number;
}

export const DEFAULT_LIMITS: EndpointLimits = {
  concurrency: 4,
  requestMs: 120_000,
  retries: 4,
  answerTokens: 24,
  reasoningTokens: 2048,
  rationaleTokens: 400,
  windowTokens: 2048,
};

export interface EndpointConfig {
  /** Where the API lives, e.g. `http://localhost:8000/v1`. */
  readonly address: string;
  readonly model: string;
  /** Sent as a bearer token; kept nowhere else. */
  readonly key?: string | undefined;
  readonly adapter: 'auto' | AdapterId;
  readonly fetch: Fetch;
  readonly encodeJpeg: EncodeJpeg;
  readonly prompts?: Readonly<Record<ProfileId, PromptSet>>;
  /** Dimensions of which profiles are offered. Default: all. */
  readonly profiles?: readonly ProfileId[];
  /** Answers that are counted where the server gives no log-probabilities. Default 8. */
  readonly samples?: number;
  readonly limits?: Partial<EndpointLimits>;
  readonly wait?: Wait;
}
