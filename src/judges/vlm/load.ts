import type { Result } from '../../base';
import { fail, formatBytes, ok } from '../../base';
import type { Gpu } from '../../gpu';
import type { ProfileId, PromptSet } from '../../quality';
import { DIMENSIONS, PROMPT_SETS } from '../../quality';
import { DEFAULT_SLOWFAST } from '../../slowfast';
import type { FrameJudge, JudgeIdentity, JudgeSampling } from '../judge';
import { openOnProvider } from '../runtime/on-provider';
import type { Provider, ProviderChoice } from '../runtime/provider';
import type { OrtLoader } from '../runtime/runtime';
import { loadRuntime } from '../runtime/runtime';
import type { ChosenFiles } from './choose-files';
import { PARTS, chooseFiles } from './choose-files';
import type { Conversations } from './conversation';
import { makeConversations } from './conversation';
import { modelHash } from './identity';
import type { ModelFiles } from './model-files';
import type { ModelNetwork } from './network';
import { openNetwork } from './network';
import type { ParsedFiles } from './parsed-files';
import { parseFiles } from './parsed-files';
import { createVlmReading } from './reading';
import { createSharedStates } from './shared-states';
import { encodeFrames } from './window';

export interface VlmOptions {
  readonly files: ModelFiles;
  readonly provider: ProviderChoice;
  readonly loader: OrtLoader;
  readonly gpu: () => Promise<Result<Gpu>>;
  readonly prompts?: Readonly<Record<ProfileId, PromptSet>>;
  /** Tokens of the frames of a window, at most. Default 2048. */
  readonly windowTokens?: number;
  /** Tokens of a rationale, at most. Default 400. */
  readonly rationaleTokens?: number;
}

/** Sampling as in Q-Save 4.2.1, with the budget's form of Keye-VL; its total is ours, to suit a browser. */
const SAMPLING: Omit<JudgeSampling, 'pixelsPerToken'> = {
  ratePerSecond: 8,
  windowFrames: 32,
  thresholds: DEFAULT_SLOWFAST,
  budget: { total: 2048, slowMin: 48, slowMax: 768, fastRatio: 0.3, fastMin: 48 },
};

/** The features of a window take 8 to 32 MB. */
const MOST_READINGS = 8;

/** WebAssembly's 32-bit memory, less what the runtime needs beside the weights. */
const MAX_WASM_BYTES = 3.5 * 2 ** 30;

/** Opens a vision-language model as a judge of frames. */
export async function openVlmJudge(options: VlmOptions): Promise<Result<FrameJudge>> {
  const parsed = await parseFiles(options.files);
  if (!parsed.ok) return parsed;
  const conversations = makeConversations(parsed.value.text, parsed.value.config.tokens);
  if (!conversations.ok) return conversations;
  return openOnProvider({
    choice: options.provider,
    gpu: options.gpu,
    open: (provider, reason) => open(options, parsed.value, conversations.value, provider, reason),
  });
}

async function open(
  options: VlmOptions,
  parsed: ParsedFiles,
  conversations: Conversations,
  provider: Provider,
  reason: string,
): Promise<Result<FrameJudge>> {
  const { files, loader, gpu, prompts = PROMPT_SETS } = options;
  const device = provider === 'webgpu' ? await gpu() : undefined;
  if (device?.ok === false) return device;
  const half = device?.value.device.features.has('shader-f16') ?? false;
  const chosen = chooseFiles(files.files, { provider, half });
  if (!chosen.ok) return chosen;
  if (provider === 'wasm' && chosen.value.bytes > MAX_WASM_BYTES) {
    return fail(
      'model-failed',
      `The model has ${formatBytes(chosen.value.bytes)}; WebAssembly holds 4 GB. Choose a smaller export, or WebGPU.`,
    );
  }
  const runtime = await loadRuntime(loader, provider, device?.value.device);
  if (!runtime.ok) return runtime;
  const identity = await identityOf(files, parsed, chosen.value, prompts, provider, reason);
  if (!identity.ok) return identity;
  const network = await openNetwork(runtime.value, files, chosen.value, parsed.config);
  if (!network.ok) return network;
  return ok(vlmJudge(options, parsed, conversations, prompts, identity.value, network.value));
}

async function identityOf(
  source: ModelFiles,
  { files }: ParsedFiles,
  { parts }: ChosenFiles,
  prompts: Readonly<Record<ProfileId, PromptSet>>,
  provider: Provider,
  reason: string,
): Promise<Result<JudgeIdentity>> {
  const weights = PARTS.flatMap((part) => [parts[part].graph, ...parts[part].external]);
  const hash = await modelHash(source, [...files, ...weights]);
  if (!hash.ok) return hash;
  const name = source.name.split(/[\\/]/).findLast((part) => part !== '') ?? source.name;
  return ok({
    kind: 'vlm',
    name,
    version: parts.decoder_model_merged.stored.slice(1) || 'fp32',
    sha256: hash.value,
    provider,
    reason,
    prompts: Object.values(prompts)
      .map(({ id }) => id)
      .join(', '),
  });
}

function vlmJudge(
  { windowTokens = SAMPLING.budget.total, rationaleTokens = 400 }: VlmOptions,
  { config, text }: ParsedFiles,
  conversations: Conversations,
  prompts: Readonly<Record<ProfileId, PromptSet>>,
  identity: JudgeIdentity,
  network: ModelNetwork,
): FrameJudge {
  const { vision, decoder } = network;
  const parts = { config, text, vision, decoder, conversations, prompts, rationaleTokens };
  const states = createSharedStates();
  return {
    reads: 'frames',
    identity,
    dimensions: DIMENSIONS.map(({ id }) => id),
    unavailable: {},
    artifacts: [],
    rationale: 'prose',
    mostReadings: MOST_READINGS,
    sampling: {
      ...SAMPLING,
      budget: { ...SAMPLING.budget, total: windowTokens },
      pixelsPerToken: (config.vision.patch * config.vision.merge) ** 2,
    },
    async read(window) {
      const started = performance.now();
      const encoded = await encodeFrames(parts, window);
      if (!encoded.ok) return encoded;
      return ok(createVlmReading(parts, encoded.value, states, performance.now() - started));
    },
    dispose: () => network.dispose(),
  };
}
