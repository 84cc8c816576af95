/** Tags in which generators and their tools write the prompt as it is. */
const PROMPT_TAGS = ['prompt', 'comment', 'description', '©cmt', 'desc', 'COMMENT', 'DESCRIPTION', 'PROMPT'];

/** A text of fewer characters than this in a general tag names a tool or a title rather than a prompt. */
const FEWEST_CHARACTERS = 12;

/**
 * The prompt that a video's own tags hold, or undefined. Known are workflows of ComfyUI (JSON in any tag), JSON with a
 * `prompt`, and plain text in a tag that is made for it.
 */
export function promptInTags(tags: Readonly<Record<string, string>>): string | undefined {
  for (const value of Object.values(tags)) {
    const found = promptInJson(value);
    if (found !== undefined) return found;
  }
  for (const name of PROMPT_TAGS) {
    const text = tags[name]?.trim() ?? '';
    if (text === '' || text.startsWith('{') || text.startsWith('[')) continue;
    if (name.toLowerCase() === 'prompt' || text.length >= FEWEST_CHARACTERS) return text;
  }
  return undefined;
}

type Json = Readonly<Record<string, unknown>>;

function promptInJson(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const parsed = parse(text);
  if (!isJson(parsed)) return undefined;
  const { prompt } = parsed;
  // ComfyUI's video tools write the graph as an object, or as JSON inside JSON.
  const graph = typeof prompt === 'string' && prompt.trimStart().startsWith('{') ? parse(prompt) : (prompt ?? parsed);
  if (typeof graph === 'string') return nonBlank(graph);
  return isJson(graph) ? promptInGraph(graph) : undefined;
}

/** A node of ComfyUI's prompt graph; a link is `[id of the node, number of its output]`. */
interface GraphNode {
  readonly class_type: string;
  readonly inputs: Json;
}

/** The text behind the `positive` input of a sampler; else the longest text of an encoder. */
function promptInGraph(graph: Json): string | undefined {
  const nodes = new Map(Object.entries(graph).flatMap(([id, node]) => (isNode(node) ? [[id, node] as const] : [])));
  for (const { inputs } of nodes.values()) {
    const text = 'positive' in inputs ? textBehind(inputs['positive'], nodes, new Set()) : undefined;
    if (text !== undefined) return text;
  }
  const texts = [...nodes.values()]
    .filter(({ class_type: type }) => /text.?encode/i.test(type))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([name, value]) => (typeof value === 'string' && !/neg/i.test(name) ? (nonBlank(value) ?? []) : []));
  return texts.toSorted((a, b) => b.length - a.length)[0];
}

const TEXT_INPUTS = [
  'text',
  'prompt',
  'positive_prompt',
  'positive',
  'string',
  'value',
  'conditioning',
  'text_g',
  'clip_l',
  't5xxl',
];

/** Follows links from an input to the first text. `seen` holds the nodes on the way, since a broken graph may loop. */
function textBehind(input: unknown, nodes: ReadonlyMap<string, GraphNode>, seen: Set<string>): string | undefined {
  if (typeof input === 'string') return nonBlank(input);
  const id: unknown = Array.isArray(input) ? input[0] : undefined;
  const node = typeof id === 'string' && !seen.has(id) ? nodes.get(id) : undefined;
  if (node === undefined) return undefined;
  seen.add(id as string);
  for (const name of TEXT_INPUTS) {
    const text = name in node.inputs ? textBehind(node.inputs[name], nodes, seen) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/\bNaN\b/g, 'null')) as unknown;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNode(value: unknown): value is GraphNode {
  return isJson(value) && typeof value['class_type'] === 'string' && isJson(value['inputs']);
}

function nonBlank(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed;
}
