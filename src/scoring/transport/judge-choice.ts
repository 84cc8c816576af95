/** A file of a model that the user chose, by its path in the model's folder. */
export interface ChosenFile {
  readonly path: string;
  readonly file: Blob;
}

/** Which judge scores. Plain data and files: it crosses to the worker, where a file is read only when it is needed. */
export type JudgeChoice =
  { readonly kind: 'compact' } | { readonly kind: 'vlm'; readonly name: string; readonly files: readonly ChosenFile[] };
