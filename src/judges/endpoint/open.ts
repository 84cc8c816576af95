import type { Result } from '../../base';
import { fail, ok, sha256 } from '../../base';
import type { ProfileId, PromptSet } from '../../quality';
import { DIMENSIONS, PROMPT_SETS, checkPromptSet } from '../../quality';
import { DEFAULT_SLOWFAST } from '../../slowfast';
import type { FrameJudge, JudgeIdentity, JudgeSampling } from '../judge';
import type { Abilities } from './abilities';
import { findAbilities } from './abilities';
import type { Adapter } from './adapters/adapter';
import { ADAPTERS } from './adapters/adapters';
import { parseAddress } from './address';
import type { AskParts } from './question';
import type { EndpointConfig } from './config';
import { DEFAULT_LIMITS } from './config';
import { detectAdapter } from './detect';
import { CELL, encodeFrames } from './frames';
import { createEndpointReading } from './reading';
import { createTransport } from './transport';
import { waitOnClock } from './wait';

const DEFAULT_SAMPLES = 8;

/** The frames of a window, as text, take some megabytes. */
const MOST_READINGS = 8;

/** As the judge that runs here, so that both read the same frames (Q-Save 4.2.1, Keye-VL's budget). */
const SAMPLING: JudgeSampling = {
  ratePerSecond: 8,
  windowFrames: 32,
  thresholds: DEFAULT_SLOWFAST,
  budget: { total: DEFAULT_LIMITS.windowTokens, slowMin: 48, slowMax: 768, fastRatio: 0.3, fastMin: 48 },
  pixelsPerToken: CELL * CELL,
};

/**
 * Opens a judge that asks an OpenAI-compatible server. It asks for one token of text, to learn that the server answers
 * and whether it gives log-probabilities; no frame is sent before the first reading is judged.
 */
export async function openEndpointJudge(config: EndpointConfig, signal?: AbortSignal): Promise<Result<FrameJudge>> {
  const { prompts = PROMPT_SETS, samples = DEFAULT_SAMPLES, key, wait = waitOnClock, fetch } = config;
  const model = config.model.trim();
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const address = parseAddress(config.address);
  if (!address.ok) return address;
  if (model === '') return fail('invalid-option', 'No model is named. Give the name that the server lists.');
  if (!(Number.isInteger(samples) && samples > 0)) {
    return fail('invalid-option', 'The number of answers to count is no whole number above 0. Give one, such as 8.');
  }
  for (const set of Object.values(prompts)) {
    const checked = checkPromptSet(set);
    if (!checked.ok) return checked;
  }
  const closed = new AbortController();
  const opening = signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]);
  const transport = createTransport({ address: address.value, key: key?.trim(), fetch, wait, limits });
  const adapter = ADAPTERS[config.adapter === 'auto' ? await detectAdapter(transport, opening) : config.adapter];
  const abilities = await findAbilities(transport, adapter, model, opening);
  if (!abilities.ok) return abilities;
  const hash = await sha256(new TextEncoder().encode(`${address.value.api}\n${model}`));
  if (!hash.ok) return hash;
  const parts = { transport, adapter, abilities: abilities.value, model, prompts, limits, samples };
  return ok(endpointJudge(config, parts, identityOf(parts, hash.value), closed));
}

function endpointJudge(
  { profiles, encodeJpeg }: EndpointConfig,
  parts: AskParts,
  identity: JudgeIdentity,
  closed: AbortController,
): FrameJudge {
  const offers = (profile: ProfileId): boolean => profiles?.includes(profile) ?? true;
  const dimensions = DIMENSIONS.filter(({ profile }) => offers(profile)).map(({ id }) => id);
  const others = DIMENSIONS.filter(({ profile }) => !offers(profile)).map(({ id }) => id);
  return {
    reads: 'frames',
    identity,
    dimensions,
    unavailable: Object.fromEntries(others.map((id) => [id, 'its profile is not asked of this server'])),
    artifacts: [],
    rationale: 'prose',
    mostReadings: MOST_READINGS,
    sampling: { ...SAMPLING, budget: { ...SAMPLING.budget, total: parts.limits.windowTokens } },
    async read(window) {
      const started = performance.now();
      const encoded = await encodeFrames(window, encodeJpeg);
      if (!encoded.ok) return encoded;
      const readMs = performance.now() - started;
      return ok(createEndpointReading(parts, encoded.value, dimensions, closed.signal, readMs));
    },
    async dispose() {
      closed.abort();
    },
  };
}

function identityOf({ model, adapter, abilities, samples, prompts }: AskParts, hash: string): JudgeIdentity {
  return {
    kind: 'endpoint',
    name: model,
    version: adapter.id,
    sha256: hash,
    provider: 'remote',
    reason: reasonOf(adapter, abilities, samples),
    prompts: promptIds(prompts),
  };
}

function reasonOf({ id, probabilities }: Adapter, found: Abilities, samples: number): string {
  if (found.probabilities) return `A server was asked (${id}); the level probabilities are those that it states.`;
  const cause = probabilities ? 'gives no log-probabilities' : 'is not asked for log-probabilities';
  return `A server was asked (${id}), which ${cause}: the levels of ${samples} sampled answers were counted.`;
}

function promptIds(prompts: Readonly<Record<ProfileId, PromptSet>>): string {
  return Object.values(prompts)
    .map(({ id }) => id)
    .join(', ');
}
