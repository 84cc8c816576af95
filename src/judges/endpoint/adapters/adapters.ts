import type { AdapterId } from '../config';
import type { Adapter } from './adapter';
import { GENERIC } from './generic';
import { LLAMA_CPP } from './llama-cpp';
import { OLLAMA } from './ollama';
import { SGLANG } from './sglang';
import { VLLM } from './vllm';

export const ADAPTERS: Readonly<Record<AdapterId, Adapter>> = {
  vllm: VLLM,
  sglang: SGLANG,
  'llama.cpp': LLAMA_CPP,
  ollama: OLLAMA,
  generic: GENERIC,
};
