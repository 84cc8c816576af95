import { Template } from '@huggingface/jinja';
import { Tokenizer } from '@huggingface/tokenizers';
import * as v from 'valibot';
import type { Result } from '../../base';
import { fail, ok } from '../../base';

/** A part of the user's turn. */
export type MessagePart = { readonly type: 'text'; readonly text: string } | { readonly type: 'video' };

/** The text side of a model: its chat template and its tokenizer. */
export interface ModelText {
  /** The conversation up to where the answer begins, with one placeholder for each video. */
  render(parts: readonly MessagePart[]): Result<string>;
  encode(text: string): readonly number[];
  /** Special tokens are left out. */
  decode(ids: readonly number[]): string;
  tokenOf(id: number): string | undefined;
}

const tokenizerConfigSchema = v.looseObject({
  chat_template: v.optional(v.unknown()),
});

const namedTemplates = v.array(v.object({ name: v.string(), template: v.string() }));

/** @param template text of chat_template.jinja, where the model has that file. */
export function openModelText(
  tokenizer: unknown,
  tokenizerConfig: unknown,
  template: string | undefined,
): Result<ModelText> {
  const config = v.safeParse(tokenizerConfigSchema, tokenizerConfig);
  if (!config.success) return invalid('tokenizer_config.json', 'it is no JSON object');
  const source = template ?? templateOf(config.output.chat_template);
  if (source === undefined) return invalid('tokenizer_config.json', 'it has no chat template');
  try {
    const opened = new Tokenizer(tokenizer as object, config.output);
    const chat = new Template(source);
    return ok({
      render: (parts) => render(chat, parts),
      encode: (text) => opened.encode(text, { add_special_tokens: false }).ids,
      decode: (ids) => opened.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
      tokenOf: (id) => opened.id_to_token(id),
    });
  } catch (error) {
    return invalid('tokenizer.json', messageOf(error));
  }
}

function render(chat: Template, parts: readonly MessagePart[]): Result<string> {
  try {
    const text = chat.render({
      messages: [{ role: 'user', content: parts }],
      add_generation_prompt: true,
      // Models that reason before they answer are asked not to: the rating is read at the begin of the answer.
      enable_thinking: false,
    });
    return ok(text);
  } catch (error) {
    return invalid('The chat template', messageOf(error));
  }
}

/** The template is a text, or a list of named ones of which `default` is the conversation. */
function templateOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const named = v.safeParse(namedTemplates, value);
  return named.success ? named.output.find(({ name }) => name === 'default')?.template : undefined;
}

function invalid(file: string, why: string): Result<never> {
  return fail('model-invalid', `${file} of the model is not usable: ${why}. Download it again.`);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
