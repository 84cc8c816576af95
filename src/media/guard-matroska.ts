import type { Result } from '../base';
import { fail, ok } from '../base';
import { BlobReader } from './blob-reader';
import { damaged } from './failures';

export interface CheckedMatroska {
  readonly container: 'matroska';
  readonly truncated: boolean;
}

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const VIDEO_TRACK = 1;
const CONTENT_ENCODINGS = 0x6d80;
const CONTENT_ENCODING = 0x6240;
const CONTENT_ENCRYPTION = 0x5035;
const ENTERED = new Set([TRACKS, TRACK_ENTRY, CONTENT_ENCODINGS, CONTENT_ENCODING]);
/** Headers before the first cluster have a few dozen elements; attachments are skipped. */
const MOST_ELEMENTS = 20_000;
const ELEMENT_WINDOW_BYTES = 16_384;
const MOST_ELEMENT_HEADER_BYTES = 12;

interface Element {
  readonly id: number;
  readonly body: number;
  /** Undefined for a live stream's unknown size. */
  readonly end: number | undefined;
}

/** Reads the EBML elements before the first cluster (RFC 9559) to find truncation and encrypted video. */
export async function checkMatroska(source: Blob): Promise<Result<CheckedMatroska>> {
  const reader = new BlobReader(source, ELEMENT_WINDOW_BYTES);
  const header = await readElement(reader, 0);
  const segment = header?.end === undefined ? undefined : await readElement(reader, header.end);
  if (segment === undefined || segment.id !== SEGMENT) {
    return damaged('it ends before its headers are complete');
  }
  const truncated = segment.end !== undefined && segment.end > source.size;
  const walked = await walkHeaders(reader, segment);
  if (walked === 'too-many') return damaged('its headers consist of too many parts');
  if (walked === 'encrypted') {
    return fail('encrypted', 'The video is encrypted (DRM) and cannot be decoded; use an unprotected copy.');
  }
  return ok({ container: 'matroska', truncated });
}

async function walkHeaders(reader: BlobReader, segment: Element): Promise<'plain' | 'encrypted' | 'too-many'> {
  let at = segment.body;
  let isVideo = false;
  let isEncrypted = false;
  for (let count = 0; at < reader.size; count++) {
    if (count === MOST_ELEMENTS) return 'too-many';
    const element = await readElement(reader, at);
    if (element === undefined || element.id === CLUSTER || element.end === undefined) break;
    if (element.id === TRACK_ENTRY) {
      if (isVideo && isEncrypted) return 'encrypted';
      isVideo = isEncrypted = false;
    }
    if (element.id === TRACK_TYPE) isVideo = (await reader.read(element.body, 1))[0] === VIDEO_TRACK;
    if (element.id === CONTENT_ENCRYPTION) isEncrypted = true;
    at = ENTERED.has(element.id) ? element.body : element.end;
  }
  return isVideo && isEncrypted ? 'encrypted' : 'plain';
}

async function readElement(reader: BlobReader, at: number): Promise<Element | undefined> {
  const bytes = await reader.read(at, MOST_ELEMENT_HEADER_BYTES);
  const idLength = Math.clz32(bytes[0] ?? 0) - 23;
  if (idLength < 1 || idLength > 4) return undefined;
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + (bytes[i] ?? 0);
  const sizeLength = Math.clz32(bytes[idLength] ?? 0) - 23;
  if (sizeLength < 1 || sizeLength > 8 || bytes.length < idLength + sizeLength) return undefined;
  let size = bytes[idLength]! & (0xff >> sizeLength);
  let unknown = size === 0xff >> sizeLength;
  for (let i = 1; i < sizeLength; i++) {
    const byte = bytes[idLength + i]!;
    unknown &&= byte === 0xff;
    size = size * 256 + byte;
  }
  const body = at + idLength + sizeLength;
  return { id, body, end: unknown ? undefined : body + size };
}
