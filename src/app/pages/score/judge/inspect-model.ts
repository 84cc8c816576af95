import type { Result } from '../../../../base';
import { fail, ok } from '../../../../base';
import { chooseFiles, modelFilesOf, parseFiles } from '../../../../judges';
import type { Provider } from '../../../../judges';
import type { JudgeChoice } from '../../../../scoring';

/** A model that can be used, before anything large of it is read. */
export interface InspectedModel {
  readonly choice: Extract<JudgeChoice, { readonly kind: 'vlm' }>;
  readonly name: string;
  readonly architecture: string;
  /** Bytes of the graphs and weights that would be loaded. */
  readonly bytes: number;
  /** How the decoder's weights are stored, e.g. `q4f16`. */
  readonly stored: string;
}

/** Reads the small files of a chosen folder. The failure says what is missing. */
export async function inspectModel(
  files: readonly File[],
  place: { readonly provider: Provider; readonly half: boolean },
): Promise<Result<InspectedModel>> {
  const config = files.find(({ webkitRelativePath: path }) => path.endsWith('/config.json'));
  if (config === undefined) {
    return fail('model-missing', 'The folder holds no config.json. Choose the folder of a model in ONNX.');
  }
  const root = config.webkitRelativePath.slice(0, -'config.json'.length);
  const name = root.split('/').at(-2) ?? root;
  const inside = files
    .filter(({ webkitRelativePath: path }) => path.startsWith(root))
    .map((file) => ({ path: file.webkitRelativePath.slice(root.length), file }));
  const source = modelFilesOf(name, inside);
  const parsed = await parseFiles(source);
  if (!parsed.ok) return parsed;
  const chosen = chooseFiles(source.files, place);
  if (!chosen.ok) return chosen;
  const { bytes, parts } = chosen.value;
  return ok({
    choice: { kind: 'vlm', name, files: inside },
    name,
    architecture: parsed.value.config.architecture,
    bytes,
    stored: parts.decoder_model_merged.stored.slice(1) || 'fp32',
  });
}
