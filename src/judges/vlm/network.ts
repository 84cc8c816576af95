import type { Result } from '../../base';
import { ok } from '../../base';
import type { ExternalData, Runtime, Session } from '../runtime/runtime';
import { openSession } from '../runtime/runtime';
import type { ChosenFiles, PartFiles } from './choose-files';
import type { LanguageDecoder } from './decoder';
import { makeLanguageDecoder } from './decoder';
import { cacheInput } from './decoder-io';
import { keepLastRow } from './last-row';
import type { ModelConfig } from './model-config';
import type { ModelFiles } from './model-files';
import type { VisionEncoder } from './vision';
import { makeVisionEncoder } from './vision';

/** The parts of a model, opened with one runtime. */
export interface ModelNetwork {
  readonly vision: VisionEncoder;
  readonly decoder: LanguageDecoder;
  dispose(): Promise<void>;
}

/** Opens the three parts one after the other, so that the files of one are in memory at a time. */
export async function openNetwork(
  runtime: Runtime,
  source: ModelFiles,
  { parts }: ChosenFiles,
  { hidden }: ModelConfig,
): Promise<Result<ModelNetwork>> {
  const opened: Session[] = [];
  const closeAll = async (): Promise<void> => {
    for (const session of opened) await session.dispose();
  };
  const part = async (files: PartFiles): Promise<Result<Session>> => {
    const session = await openPart(runtime, source, files);
    if (session.ok) opened.push(session.value);
    else await closeAll();
    return session;
  };
  const visionSession = await part(parts.vision_encoder);
  if (!visionSession.ok) return visionSession;
  const embedder = await part(parts.embed_tokens);
  if (!embedder.ok) return embedder;
  const decoderSession = await part(parts.decoder_model_merged);
  if (!decoderSession.ok) return decoderSession;

  const vision = makeVisionEncoder(runtime, visionSession.value);
  const decoder = makeLanguageDecoder(runtime, { decoder: decoderSession.value, embedder: embedder.value, hidden });
  if (!vision.ok || !decoder.ok) {
    await closeAll();
    return vision.ok ? (decoder as Result<never>) : vision;
  }
  return ok({ vision: vision.value, decoder: decoder.value, dispose: closeAll });
}

async function openPart(runtime: Runtime, source: ModelFiles, files: PartFiles): Promise<Result<Session>> {
  const blob = await source.open(files.graph.path);
  if (!blob.ok) return blob;
  const bytes = new Uint8Array(await blob.value.arrayBuffer());
  const { model, outputs } =
    files.part === 'decoder_model_merged' ? keepLastRow(bytes) : { model: bytes, outputs: [] as readonly string[] };
  const externalData: ExternalData[] = [];
  for (const { path } of files.external) {
    const data = await source.open(path);
    if (!data.ok) return data;
    externalData.push({ path: path.slice(path.lastIndexOf('/') + 1), data: data.value });
  }
  const keepOnGpu = outputs.filter((name) => cacheInput(name) !== undefined);
  return openSession(runtime, model, { keepOnGpu, externalData });
}
