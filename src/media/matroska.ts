import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, Logging, LogLevel, type InputVideoTrack } from 'mediabunny';
import type { Result } from '../base';
import { fail, ok } from '../base';
import { bitstreamColour } from './bitstream-colour';
import { colourWarning, resolveColour, tagsFromWords } from './colour-tags';
import { REBASE_SECONDS, toMicroseconds, toPacket, type Demuxed } from './demuxed';
import { CODEC_REMEDY, damaged, readFailure } from './failures';
import type { DecoderConfig, Packet } from './platform';
import { quarterTurn } from './rotate';
import type { Container } from './video';

// mediabunny logs parse problems to the console. Those that matter are returned as failures.
Logging.level = LogLevel.Silent;

/** Packets from which the mean frame rate is computed: a full pass would read the whole file. */
const RATE_PACKETS = 64;

/** Demuxes with mediabunny: WebM and Matroska, and MP4 where mp4box failed. */
export async function openWithMediabunny(
  source: Blob,
  container: Container,
  truncated: boolean,
): Promise<Result<Demuxed>> {
  const input = new Input({ source: new BlobSource(source), formats: ALL_FORMATS });
  try {
    const opened = await read(input, container, truncated);
    if (!opened.ok) input.dispose();
    return opened;
  } catch (error) {
    input.dispose();
    return readFailure(error, 'its headers contradict themselves');
  }
}

async function read(input: Input, container: Container, truncated: boolean): Promise<Result<Demuxed>> {
  if (!(await input.canRead())) return damaged('its headers cannot be read');
  const track = await choose(input);
  if (track === undefined) {
    return fail('no-video-track', 'The file holds no video track; choose a file with a picture.');
  }
  const configured = await configure(track);
  if (!configured.ok) return configured;
  const config = configured.value;

  const first = await new EncodedPacketSink(track).getFirstPacket();
  if (first === null)
    return fail('no-frames', 'No frame of the video track can be read; export or download the video again.');
  const start = first.timestamp;
  const shift = start > REBASE_SECONDS ? start : 0;
  const tags = [tagsFromWords(await track.getColorSpace()), bitstreamColour(config, first.data)];
  const warnings: string[] = [];
  const colourNote = colourWarning(tags);
  if (colourNote !== undefined) warnings.push(colourNote);
  if (shift > 0) warnings.push(`The first frame's time stamp is ${start.toFixed(1)} s; time is counted from there.`);
  const duration = await track.getDurationFromMetadata();
  const stats = await track.computePacketStats(RATE_PACKETS, { metadataOnly: true });
  return ok({
    container,
    demuxer: 'mediabunny',
    config,
    rotation: quarterTurn(await track.getRotation()),
    durationSeconds: duration === null ? undefined : duration - shift,
    // The stated duration is that of the longest track. It is used as the video's end only when the file is truncated.
    statedEnd: truncated && duration !== null ? duration - shift : undefined,
    truncated,
    frameRate: stats.averagePacketRate > 0 ? stats.averagePacketRate : undefined,
    frameCount: undefined,
    colour: resolveColour(tags, config.codedHeight),
    warnings,
    packets: () => walk(track, shift),
    close: () => input.dispose(),
  });
}

/** The largest track with a known codec; the first of equals. */
async function choose(input: Input): Promise<InputVideoTrack | undefined> {
  let best: InputVideoTrack | undefined;
  let bestArea = -1;
  for (const track of await input.getVideoTracks()) {
    const known = (await track.getCodec()) !== null;
    const area = known ? (await track.getCodedWidth()) * (await track.getCodedHeight()) : 0;
    if (area > bestArea) [best, bestArea] = [track, area];
  }
  return best;
}

async function configure(track: InputVideoTrack): Promise<Result<DecoderConfig>> {
  const config = await track.getDecoderConfig();
  if (config === null) {
    const id = await track.getInternalCodecId();
    const name = typeof id === 'string' ? `${id.trim()} ` : '';
    return fail('unsupported-codec', `The video's codec ${name}cannot be decoded here; ${CODEC_REMEDY}`);
  }
  const { description } = config;
  return ok({
    codec: config.codec,
    description: description === undefined ? undefined : bytesOf(description),
    codedWidth: config.codedWidth ?? (await track.getCodedWidth()),
    codedHeight: config.codedHeight ?? (await track.getCodedHeight()),
  });
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source);
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

async function* walk(track: InputVideoTrack, shift: number): AsyncGenerator<Result<Packet>> {
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const timestamp = toMicroseconds(packet.timestamp - shift);
      yield ok(toPacket(packet.data, packet.type === 'key', timestamp, toMicroseconds(packet.duration)));
    }
  } catch (error) {
    yield readFailure(error, 'a part of it cannot be read');
  }
}
