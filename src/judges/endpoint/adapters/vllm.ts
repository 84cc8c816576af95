import { readAnswer } from '../answer';
import type { Adapter, Ask, ContentPart } from './adapter';
import { commonBody, messagesOf, pictureParts } from './adapter';

/** The default of `--max-logprobs`. */
const TOP_TOKENS = 20;

/** Sampled frames a second, where one frame alone does not tell. */
const DEFAULT_RATE = 8;

/**
 * vLLM: frames of one size as one video of JPEGs, else as pictures. `logprob_token_ids` gives the level words exactly;
 * versions without it ignore it and give the likeliest tokens.
 */
export const VLLM: Adapter = {
  id: 'vllm',
  continues: true,
  probabilities: true,
  body(ask) {
    const video = isVideo(ask);
    return {
      ...commonBody(ask, TOP_TOKENS, messagesOf(ask, video ? videoParts(ask) : pictureParts(ask.frames))),
      ...(ask.begun === '' ? {} : { continue_final_message: true, add_generation_prompt: false }),
      ...(ask.words === undefined || ask.wordIds === undefined ? {} : { logprob_token_ids: ask.wordIds }),
      ...(video ? { media_io_kwargs: { video: videoTimes(ask) } } : {}),
      chat_template_kwargs: { enable_thinking: false },
    };
  },
  read: (json, _, api) => readAnswer(json, api),
};

function isVideo({ frames }: Ask): boolean {
  const [first] = frames;
  return frames.length > 1 && frames.every(({ width, height }) => width === first!.width && height === first!.height);
}

function videoParts({ frames }: Ask): ContentPart[] {
  const pathways = frames.map(({ pathway }) => pathway).join(', ');
  return [
    { type: 'video_url', video_url: { url: `data:video/jpeg;base64,${frames.map(({ jpeg }) => jpeg).join(',')}` } },
    { type: 'text', text: `Pathways of its frames: ${pathways}.` },
  ];
}

/** Keeps the server from sampling the frames again, and gives it their times: index / fps. */
function videoTimes({ frames }: Ask): Record<string, unknown> {
  const last = frames.at(-1)!;
  const fps = last.time > 0 ? last.index / last.time : DEFAULT_RATE;
  const total = last.index + 1;
  return {
    fps,
    frames_indices: frames.map(({ index }) => index),
    total_num_frames: total,
    duration: total / fps,
    do_sample_frames: false,
  };
}
