import { DataStream, Endianness, type Sample, type VisualSampleEntry, type ISOFile } from 'mp4box';
import type { Result } from '../base';
import { fail, ok } from '../base';
import { bitstreamColour } from './bitstream-colour';
import { BlobReader } from './blob-reader';
import { colourWarning, resolveColour, type ColourTags } from './colour-tags';
import { toPacket, type Demuxed } from './demuxed';
import { CODEC_REMEDY, damaged, readFailure } from './failures';
import type { CheckedIsobmff } from './guard-isobmff';
import { buildIndex } from './isobmff-index';
import { placeFragments, readEdit, type Edit } from './isobmff-time';
import { codecFamily, type DecoderConfig, type Packet } from './platform';
import { quarterTurn, type Rotation } from './rotate';

const MOST_SAMPLE_BYTES = 256 << 20;
const TRACK_ENABLED = 1;
const BOX_HEADER_BYTES = 8;

type Track = ISOFile['moov']['traks'][number];

/** Demuxes MP4 and MOV with mp4box. After `damaged-file` another demuxer may still succeed. */
export async function openIsobmff(source: Blob, checked: CheckedIsobmff): Promise<Result<Demuxed>> {
  let file: ISOFile | undefined;
  try {
    file = await buildIndex(source, checked);
  } catch {
    // mp4box throws plain errors from anywhere in its parser.
    file = undefined;
  }
  if (file === undefined) return damaged('its index cannot be read');
  const track = choose(file);
  if (track === undefined) return fail('no-frames', 'The video track holds no frames; export the video again.');
  const config = configure(track);
  if (!config.ok) return config;
  return describe(source, checked, file, track, config.value);
}

/** Prefers enabled tracks, then more samples, then a larger size. */
function choose(file: ISOFile): Track | undefined {
  const tracks = file.moov.traks.filter((track) => track.samples.length > 0);
  const enabled = (track: Track): number => track.tkhd.flags & TRACK_ENABLED;
  const area = (track: Track): number => entryOf(track).width * entryOf(track).height;
  tracks.sort((a, b) => enabled(b) - enabled(a) || b.samples.length - a.samples.length || area(b) - area(a));
  return tracks[0];
}

function entryOf(track: Track): VisualSampleEntry {
  return track.mdia.minf.stbl.stsd.entries[0] as VisualSampleEntry;
}

function configure(track: Track): Result<DecoderConfig> {
  const entry = entryOf(track);
  const codec = entry.type === 'vp08' ? 'vp8' : entry.getCodec();
  const family = codecFamily(codec);
  if (family === undefined) {
    return fail('unsupported-codec', `The video's codec ${entry.type} cannot be decoded here; ${CODEC_REMEDY}`);
  }
  const record = family === 'avc' ? entry.avcC : family === 'hevc' ? entry.hvcC : undefined;
  if ((family === 'avc' || family === 'hevc') && record === undefined) {
    return damaged(`the ${family === 'avc' ? 'H.264' : 'HEVC'} configuration is missing`);
  }
  let description: Uint8Array | undefined;
  if (record !== undefined) {
    const stream = new DataStream(undefined, 0, Endianness.BIG_ENDIAN);
    record.write(stream as never);
    description = new Uint8Array(stream.buffer.slice(BOX_HEADER_BYTES, stream.byteLength));
  }
  return ok({ codec, description, codedWidth: entry.width, codedHeight: entry.height });
}

async function describe(
  source: Blob,
  checked: CheckedIsobmff,
  file: ISOFile,
  track: Track,
  config: DecoderConfig,
): Promise<Result<Demuxed>> {
  placeFragments(file, track);
  const samples = track.samples;
  if (!samples.every(isWhole)) return damaged('its sample tables are incomplete');
  const edit = readEdit(file, track);
  const reader = new BlobReader(source);
  const first = samples[0]!;
  const tags = [
    ...containerColour(entryOf(track)),
    bitstreamColour(config, await reader.read(first.offset, first.size)),
  ];
  const warnings = [colourWarning(tags), edit.warning].filter((sentence) => sentence !== undefined);
  const end = samples.reduce(
    (latest, sample) => Math.max(latest, seconds(sample.cts + sample.duration, sample, edit)),
    0,
  );
  const rate = end > 0 ? samples.length / (end - Math.max(0, seconds(first.cts, first, edit))) : 0;
  return ok({
    container: 'mp4',
    demuxer: 'mp4box',
    config,
    rotation: rotationOf(track),
    durationSeconds: end,
    statedEnd: end,
    truncated: checked.truncated,
    frameRate: rate > 0 && Number.isFinite(rate) ? rate : undefined,
    frameCount: samples.length,
    colour: resolveColour(tags, config.codedHeight),
    warnings,
    packets: () => walk(reader, samples, edit),
    close: () => undefined,
  });
}

function isWhole(sample: Sample): boolean {
  return (
    Number.isSafeInteger(sample.offset) &&
    sample.size >= 0 &&
    sample.size <= MOST_SAMPLE_BYTES &&
    Number.isFinite(sample.cts) &&
    Number.isFinite(sample.duration) &&
    sample.timescale > 0
  );
}

/** Presentation time of a time on the track's clock. */
function seconds(time: number, sample: Sample, edit: Edit): number {
  return (time - edit.mediaTime) / sample.timescale + edit.delay;
}

/** Tags of the colr box, then of the codec's configuration record (VP9 in vpcC). */
function containerColour(entry: VisualSampleEntry): ColourTags[] {
  const tags: ColourTags[] = [];
  const colr = 'colr' in entry ? (entry.colr as Partial<ColourBox> | undefined) : undefined;
  if (colr?.colour_type === 'nclx' || colr?.colour_type === 'nclc') {
    const fullRange = colr.colour_type === 'nclx' ? colr.full_range_flag === 1 : undefined;
    tags.push({ matrix: colr.matrix_coefficients, transfer: colr.transfer_characteristics, fullRange });
  }
  if (entry.vpcC?.matrixCoefficients !== undefined) {
    const { matrixCoefficients, transferCharacteristics, videoFullRangeFlag } = entry.vpcC;
    tags.push({
      matrix: matrixCoefficients,
      transfer: transferCharacteristics,
      fullRange: videoFullRangeFlag === 1 ? true : undefined,
    });
  }
  return tags;
}

interface ColourBox {
  readonly colour_type: string;
  readonly matrix_coefficients: number;
  readonly transfer_characteristics: number;
  readonly full_range_flag: number;
}

/** Clockwise quarter turns from the track's matrix (ISO/IEC 14496-12, 8.3.2); its first two numbers are 16.16. */
function rotationOf(track: Track): Rotation {
  const [a = 1, b = 0] = track.tkhd.matrix;
  return quarterTurn((Math.atan2(b, a) * 180) / Math.PI);
}

async function* walk(reader: BlobReader, samples: readonly Sample[], edit: Edit): AsyncGenerator<Result<Packet>> {
  for (const [index, sample] of samples.entries()) {
    const { offset, size } = sample;
    if (offset + size > reader.size) return yield damaged(`it ends before its ${index === 0 ? 'first' : 'last'} frame`);
    let data: Uint8Array;
    try {
      data = await reader.read(offset, size);
    } catch (error) {
      return yield readFailure(error, 'a part of it cannot be read');
    }
    const timestamp = Math.round(seconds(sample.cts, sample, edit) * 1e6);
    yield ok(toPacket(data, sample.is_sync, timestamp, Math.round((sample.duration / sample.timescale) * 1e6)));
  }
}
