import type { Result } from '../base';
import { fail, ok } from '../base';
import type { Container } from './video';

/** Bytes that `recognise` needs. */
export const HEAD_BYTES = 4096;

const REMEDY = 'convert it to MP4 or WebM.';
/** Top-level boxes that an MP4 or MOV file may begin with. */
const FIRST_BOXES = new Set([
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'pnot',
  'styp',
  'moof',
  'sidx',
  'uuid',
  'meta',
]);
/** Brands of still pictures in the same container. */
const PICTURE_BRANDS = new Set(['heic', 'heix', 'mif1', 'avif', 'heim', 'heis']);

/** Other common file types, by their first bytes. */
const SIGNATURES: readonly { name: string; matches: (head: Uint8Array) => boolean }[] = [
  { name: 'an AVI video', matches: (head) => ascii(head, 0, 'RIFF') && ascii(head, 8, 'AVI ') },
  { name: 'a WAV sound', matches: (head) => ascii(head, 0, 'RIFF') && ascii(head, 8, 'WAVE') },
  { name: 'a WebP picture', matches: (head) => ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP') },
  {
    name: 'an MPEG transport stream',
    matches: (head) => isTransportStream(head, 188, 0) || isTransportStream(head, 192, 4),
  },
  { name: 'an MPEG program stream', matches: (head) => bytes(head, 0, [0, 0, 1, 0xba]) },
  { name: 'an MPEG video stream', matches: (head) => bytes(head, 0, [0, 0, 1, 0xb3]) },
  { name: 'a Flash video', matches: (head) => ascii(head, 0, 'FLV') },
  { name: 'a Windows Media file', matches: (head) => bytes(head, 0, [0x30, 0x26, 0xb2, 0x75]) },
  { name: 'an Ogg file', matches: (head) => ascii(head, 0, 'OggS') },
  { name: 'an IVF video', matches: (head) => ascii(head, 0, 'DKIF') },
  { name: 'a raw Y4M video', matches: (head) => ascii(head, 0, 'YUV4MPEG2') },
  { name: 'a raw H.264 or HEVC stream', matches: (head) => bytes(head, 0, [0, 0, 0, 1]) || bytes(head, 0, [0, 0, 1]) },
  { name: 'a GIF picture', matches: (head) => ascii(head, 0, 'GIF8') },
  { name: 'a PNG picture', matches: (head) => bytes(head, 0, [0x89, 0x50, 0x4e, 0x47]) },
  { name: 'a JPEG picture', matches: (head) => bytes(head, 0, [0xff, 0xd8, 0xff]) },
  {
    name: 'an MP3 sound',
    matches: (head) => ascii(head, 0, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2),
  },
  { name: 'a FLAC sound', matches: (head) => ascii(head, 0, 'fLaC') },
  { name: 'a PDF document', matches: (head) => ascii(head, 0, '%PDF') },
  { name: 'a ZIP archive', matches: (head) => bytes(head, 0, [0x50, 0x4b, 3, 4]) },
];

/** Determines the container from a file's first bytes. `size` is the size of the whole file. */
export function recognise(head: Uint8Array, size: number): Result<Container> {
  if (size === 0) return fail('empty-file', 'The file is empty; download or export it again.');
  if (bytes(head, 0, [0x1a, 0x45, 0xdf, 0xa3])) return ok('matroska');
  const box = head.length >= 8 ? String.fromCharCode(...head.subarray(4, 8)) : '';
  if (FIRST_BOXES.has(box)) {
    const brand = String.fromCharCode(...head.subarray(8, 12));
    if (box !== 'ftyp' || !PICTURE_BRANDS.has(brand)) return ok('mp4');
    return fail('unknown-container', 'This is a still picture, not a video; choose an MP4 or WebM video.');
  }
  const known = SIGNATURES.find((signature) => signature.matches(head));
  if (known !== undefined) {
    return fail('unknown-container', `This is ${known.name}, which is not read here; ${REMEDY}`);
  }
  if (head.every((byte) => byte === 0)) {
    return fail('unknown-container', 'The file holds nothing but zeros; download or export it again.');
  }
  if (isText(head)) {
    return fail('unknown-container', 'This is a text file, not a video; choose an MP4 or WebM video.');
  }
  return fail('unknown-container', `The file is not a video of a known kind; ${REMEDY}`);
}

function bytes(head: Uint8Array, offset: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => head[offset + index] === byte);
}

function ascii(head: Uint8Array, offset: number, expected: string): boolean {
  for (let i = 0; i < expected.length; i++) {
    if (head[offset + i] !== expected.charCodeAt(i)) return false;
  }
  return true;
}

/** Transport streams have no magic number; every packet starts with the sync byte. */
function isTransportStream(head: Uint8Array, packet: number, offset: number): boolean {
  for (let i = 0; i < 4; i++) if (head[offset + i * packet] !== 0x47) return false;
  return true;
}

function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
