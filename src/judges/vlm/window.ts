import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Pathway } from '../../slowfast';
import type { WindowFrames } from '../judge';
import { pictureRgb } from '../pictures/picture-rgb';
import type { PictureSize } from '../pictures/picture-size';
import { pictureSize } from '../pictures/picture-size';
import type { Conversations, ShownFrame } from './conversation';
import type { DecoderState, LanguageDecoder } from './decoder';
import type { ModelConfig } from './model-config';
import { makePatches } from './patches';
import { mropePositions } from './positions';
import type { PictureFeatures, VisionEncoder } from './vision';

export interface VisionParts {
  readonly config: ModelConfig;
  readonly vision: VisionEncoder;
}

export interface WindowParts {
  readonly config: ModelConfig;
  readonly decoder: LanguageDecoder;
  readonly conversations: Conversations;
}

/** The frames of a window as the vision encoder sees them. */
export interface EncodedFrames {
  readonly frames: readonly ShownFrame[];
  readonly features: readonly PictureFeatures[];
}

/** A frame as the model sees it. */
export interface ShownPicture {
  /** Interleaved, of exactly `size`. */
  readonly rgb: Uint8Array;
  readonly size: PictureSize;
  /** Seconds from the start of the video. */
  readonly time: number;
  readonly pathway: Pathway;
}

/** Runs the vision encoder once for each frame of a window. */
export function encodeFrames(parts: VisionParts, { frames }: WindowFrames): Promise<Result<EncodedFrames>> {
  const cell = parts.config.vision.patch * parts.config.vision.merge;
  const shown = function* (): Generator<ShownPicture> {
    // One after the other: the pixels of a frame are garbage once it is encoded.
    for (const { record, picture, tokens } of frames) {
      const size = pictureSize(picture, tokens, cell);
      yield { rgb: pictureRgb(picture, size), size, time: record.instant, pathway: record.pathway };
    }
  };
  return encodePictures(parts, shown());
}

/** As `encodeFrames`, with pictures that have their size already. */
export async function encodePictures(
  parts: VisionParts,
  pictures: Iterable<ShownPicture>,
): Promise<Result<EncodedFrames>> {
  const frames: ShownFrame[] = [];
  const features: PictureFeatures[] = [];
  for (const { rgb, size, time, pathway } of pictures) {
    const encoded = await parts.vision.encode(makePatches(rgb, size, parts.config.vision));
    if (!encoded.ok) return encoded;
    features.push(encoded.value);
    frames.push({ time, pathway, rows: size.rows, columns: size.columns });
  }
  return ok({ frames, features });
}

/** Reads a window up to its last frame: one run of the decoder. */
export async function readFrames(
  { config, decoder, conversations }: WindowParts,
  { frames, features }: EncodedFrames,
): Promise<Result<DecoderState>> {
  const shared = conversations.shared(frames);
  if (!shared.ok) return shared;
  const { ids, runs } = shared.value;
  if (ids.length >= config.context) {
    return fail(
      'model-failed',
      `The window needs ${ids.length} tokens; the model reads ${config.context}. Lower the token budget.`,
    );
  }
  const embeds = await decoder.embed(ids);
  if (!embeds.ok) return embeds;
  const { hidden } = config;
  const deepstack = Array.from({ length: decoder.deepstack }, () => new Float32Array(ids.length * hidden));
  let at = 0;
  let frame = 0;
  for (const run of runs) {
    if (run.kind === 'text') {
      at += run.length;
      continue;
    }
    const { image, deepstack: maps } = features[frame++]!;
    const size = run.rows * run.columns * hidden;
    if (image.length !== size || maps.length < deepstack.length) {
      return fail(
        'model-invalid',
        `The vision encoder gives ${image.length} numbers and ${maps.length} DeepStack maps for a frame; the decoder takes ${size} and ${deepstack.length}. Use the parts of one export.`,
      );
    }
    embeds.value.set(image, at * hidden);
    deepstack.forEach((map, place) => map.set(maps[place]!, at * hidden));
    at += run.rows * run.columns;
  }
  return decoder.read(undefined, {
    embeds: embeds.value,
    ...(deepstack.length === 0 ? {} : { deepstack }),
    positions: mropePositions(runs, 0),
  });
}
