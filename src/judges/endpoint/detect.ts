import type { AdapterId } from './config';
import type { Probed, Transport } from './transport';

/** Finds out which software answers, by what only it offers. Anything unknown, and any failure, is `generic`. */
export async function detectAdapter(transport: Transport, signal: AbortSignal): Promise<AdapterId> {
  const { api, root } = transport.address;
  const listed = await transport.probe(`${api}/models`, signal);
  const owner = ownerOf(listed);
  if (owner === 'vllm' || owner === 'sglang') return owner;
  if (owner === 'llamacpp' || listed?.server === 'llama.cpp') return 'llama.cpp';
  const offers = async (path: string, field: string): Promise<boolean> =>
    hasField(await transport.probe(root + path, signal), field);
  // One after the other: a server that is asked for what it lacks writes a line to its log.
  if (await offers('/api/version', 'version')) return 'ollama';
  if (await offers('/props', 'default_generation_settings')) return 'llama.cpp';
  if (await offers('/get_server_info', 'model_path')) return 'sglang';
  if (await offers('/version', 'version')) return 'vllm';
  return 'generic';
}

/** Names of the models that the server lists; empty where it lists none. */
export async function listedModels(transport: Transport, signal: AbortSignal): Promise<readonly string[]> {
  const listed = await transport.probe(`${transport.address.api}/models`, signal);
  return modelsOf(listed).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

function ownerOf(listed: Probed | undefined): unknown {
  return modelsOf(listed)[0]?.owned_by;
}

function modelsOf(listed: Probed | undefined): readonly { id?: unknown; owned_by?: unknown }[] {
  const data = (listed?.json as { data?: unknown } | null | undefined)?.data;
  return Array.isArray(data) ? data.filter((each) => typeof each === 'object' && each !== null) : [];
}

/** Some servers answer 200 to every path, so the field decides. */
function hasField(probed: Probed | undefined, field: string): boolean {
  const { status, json } = probed ?? { status: 0, json: undefined };
  return status === 200 && typeof json === 'object' && json !== null && field in json;
}
