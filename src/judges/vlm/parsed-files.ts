import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { ModelConfig } from './model-config';
import { readModelConfig } from './model-config';
import type { ModelFile, ModelFiles } from './model-files';
import type { ModelText } from './text';
import { openModelText } from './text';

/** What a model's small files say. */
export interface ParsedFiles {
  readonly config: ModelConfig;
  readonly text: ModelText;
  readonly files: readonly ModelFile[];
}

/** Larger ones are not what their name says. */
const MAX_JSON_BYTES = 64 * 2 ** 20;

/** Reads config, preprocessor, tokenizer and chat template. */
export async function parseFiles(source: ModelFiles): Promise<Result<ParsedFiles>> {
  const used: ModelFile[] = [];
  const text = async (path: string, required: boolean): Promise<Result<string | undefined>> => {
    const file = source.files.find((each) => each.path === path);
    if (file === undefined) {
      return required
        ? fail('model-missing', `The model has no ${path} in ${source.name}. Download it too.`)
        : ok(undefined);
    }
    if (file.bytes > MAX_JSON_BYTES) return fail('model-invalid', `${path} of the model is too large to be one.`);
    const blob = await source.open(path);
    if (!blob.ok) return blob;
    used.push(file);
    return ok(await blob.value.text());
  };
  const json = async (path: string, required: boolean): Promise<Result<unknown>> => {
    const read = await text(path, required);
    if (!read.ok || read.value === undefined) return read;
    try {
      return ok(JSON.parse(read.value) as unknown);
    } catch {
      return fail('model-invalid', `${path} of the model is no JSON. Download it again.`);
    }
  };
  const config = await json('config.json', true);
  if (!config.ok) return config;
  const preprocessor = await json('preprocessor_config.json', true);
  if (!preprocessor.ok) return preprocessor;
  const generation = await json('generation_config.json', false);
  if (!generation.ok) return generation;
  const tokenizer = await json('tokenizer.json', true);
  if (!tokenizer.ok) return tokenizer;
  const tokenizerConfig = await json('tokenizer_config.json', true);
  if (!tokenizerConfig.ok) return tokenizerConfig;
  const template = await text('chat_template.jinja', false);
  if (!template.ok) return template;

  const read = readModelConfig({
    config: config.value,
    preprocessor: preprocessor.value,
    generation: generation.value,
  });
  if (!read.ok) return read;
  const opened = openModelText(tokenizer.value, tokenizerConfig.value, template.value);
  return opened.ok ? ok({ config: read.value, text: opened.value, files: used }) : opened;
}
