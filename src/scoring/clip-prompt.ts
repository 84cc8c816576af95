/** Where the prompt of a clip was found. */
export type PromptSource = 'typed' | 'table' | 'text-file' | 'metadata';

/** The text that a video was generated from. */
export interface ClipPrompt {
  readonly text: string;
  readonly source: PromptSource;
}

/** Longer texts do not fit beside the frames of a window. */
export const MAX_PROMPT_CHARACTERS = 4000;
