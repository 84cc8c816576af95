import type { Result } from '../base';
import { fail, ok } from '../base';
import { BlobReader } from './blob-reader';
import { findBox, hideBox, readHeader, readLayout, readTree, readType, readU32, type Box, type TreeBox } from './boxes';
import { damaged } from './failures';
import { countSaneSamples, countFragmentSamples } from './sample-tables';

/** An MP4 or MOV file whose structure was checked before any library reads it. */
export interface CheckedIsobmff {
  readonly container: 'mp4';
  readonly layout: readonly Box[];
  readonly moov: Box;
  /** The moov box with only readable video tracks; boxes that decoding does not need are hidden. */
  readonly moovBytes: Uint8Array;
  /** Ids of the remaining tracks. */
  readonly tracks: ReadonlySet<number>;
  /** Samples in their tables; fragments add more. */
  readonly samples: number;
  readonly truncated: boolean;
}

const MOST_MOOV_BYTES = 256 << 20;
const MOST_MOOF_BYTES = 16 << 20;
const BOX_WINDOW_BYTES = 4096;

/**
 * Boxes inside moov and moof that demuxing needs. The others (sample groups, metadata, user data) are hidden: in
 * damaged files they send libraries into endless loops.
 */
const NEEDED = new Set(
  (
    'moov mvhd trak tkhd edts elst mdia mdhd hdlr minf vmhd stbl stsd stts ctts stsc stsz stz2 stco co64 stss ' +
    'mvex mehd trex moof mfhd traf tfhd tfdt trun'
  ).split(' '),
);

/**
 * Checks the boxes against the file's size and against each other. Tables are not expanded, so memory stays bounded.
 */
export async function checkIsobmff(source: Blob): Promise<Result<CheckedIsobmff>> {
  const reader = new BlobReader(source, BOX_WINDOW_BYTES);
  const found = await readLayout(reader);
  if (found === undefined) return damaged('it consists of millions of empty parts');
  const { boxes: layout, truncated } = found;
  const moov = layout.find((box) => box.type === 'moov');
  if (moov === undefined) {
    return damaged('its index is missing, as when a recording or download did not finish');
  }
  if (truncated && moov === layout.at(-1)) return damaged('it ends inside its index');
  if (moov.end - moov.start > MOST_MOOV_BYTES) return fail('too-large', 'The index is too large; cut the video.');
  const moovBytes = new Uint8Array(await source.slice(moov.start, moov.end).arrayBuffer());
  const tree = readTree(moovBytes, 0, moovBytes.length);
  if (tree === undefined) return damaged('the parts of its index contradict each other');
  const moovTree = tree[0]!;
  const tracks = checkTracks(moovBytes, moovTree, source.size);
  if (!tracks.ok) return tracks;
  hideUnneeded(moovBytes, tree);
  return ok({ container: 'mp4', layout, moov, moovBytes, ...tracks.value, truncated });
}

/** Hides the tracks that cannot be used and counts the samples of the others. Fails when none is left. */
function checkTracks(bytes: Uint8Array, moov: TreeBox, fileBytes: number): Result<Tracks> {
  const tracks = new Set<number>();
  let encrypted = false;
  let broken = false;
  let samples = 0;
  for (const track of moov.children) {
    if (track.type !== 'trak') continue;
    const kind = inspectTrack(bytes, track, fileBytes);
    encrypted ||= kind === 'encrypted';
    broken ||= kind === 'broken';
    if (typeof kind === 'string') hideBox(bytes, track);
    else {
      tracks.add(kind.id);
      samples += kind.samples;
    }
  }
  if (tracks.size > 0) return ok({ tracks, samples });
  if (encrypted) {
    return fail('encrypted', 'The video is encrypted (DRM) and cannot be decoded; use an unprotected copy.');
  }
  if (broken) return damaged('the tables of its video track contradict each other');
  return fail('no-video-track', 'The file holds no video track; choose a file with a picture.');
}

type Tracks = Pick<CheckedIsobmff, 'tracks' | 'samples'>;
type TrackKind = 'encrypted' | 'broken' | 'other' | { readonly id: number; readonly samples: number };

function inspectTrack(bytes: Uint8Array, track: TreeBox, fileBytes: number): TrackKind {
  const handler = findBox(track.children, 'mdia', 'hdlr');
  const header = findBox(track.children, 'tkhd');
  if (header === undefined || handler === undefined || readType(bytes, handler.body + 8) !== 'vide') return 'other';
  const stbl = findBox(track.children, 'mdia', 'minf', 'stbl');
  const stsd = findBox(track.children, 'mdia', 'minf', 'stbl', 'stsd');
  if (stbl === undefined || stsd === undefined) return 'broken';
  const entry = readHeader(bytes, stsd.body + 8, stsd.end - stsd.body - 8);
  if (entry === undefined || entry.end > stsd.end || readU32(bytes, stsd.body + 4) === 0) return 'broken';
  if (entry.type === 'encv' || holdsProtection(bytes, entry)) return 'encrypted';
  const samples = countSaneSamples(bytes, stbl, fileBytes);
  return samples === undefined ? 'broken' : { id: trackId(bytes, header), samples };
}

/** Version 1 has 64-bit times before it (ISO/IEC 14496-12, 8.3.2). */
function trackId(bytes: Uint8Array, tkhd: Box): number {
  return readU32(bytes, tkhd.body + (bytes[tkhd.body] === 1 ? 20 : 12));
}

/** Bytes of a VisualSampleEntry before its own boxes. */
const SAMPLE_ENTRY_BYTES = 78;

function holdsProtection(bytes: Uint8Array, entry: Box): boolean {
  const children = readTree(bytes, entry.body + SAMPLE_ENTRY_BYTES, entry.end);
  return children?.some((box) => box.type === 'sinf') ?? false;
}

function hideUnneeded(bytes: Uint8Array, boxes: readonly TreeBox[]): void {
  for (const box of boxes) {
    if (NEEDED.has(box.type)) hideUnneeded(bytes, box.children);
    else hideBox(bytes, box);
  }
}

/** A fragment's moof box, checked, with unneeded boxes hidden; undefined when it is damaged. */
export async function readFragment(
  source: Blob,
  moof: Box,
  tracks: ReadonlySet<number>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; samples: number } | undefined> {
  if (moof.end - moof.start > MOST_MOOF_BYTES) return undefined;
  const bytes = new Uint8Array(await source.slice(moof.start, moof.end).arrayBuffer());
  const tree = readTree(bytes, 0, bytes.length);
  const root = tree?.[0];
  if (tree === undefined || root === undefined) return undefined;
  const samples = countFragmentSamples(bytes, root.children);
  if (samples === undefined) return undefined;
  hideUnneeded(bytes, tree);
  for (const traf of root.children) {
    const header = findBox(traf.children, 'tfhd');
    const known = header !== undefined && tracks.has(readU32(bytes, header.body + 4));
    if (traf.type === 'traf' && !known) hideBox(bytes, traf);
  }
  return { bytes, samples };
}

/** The file with its checked index in place, for a library that needs a whole file. Only the index is copied. */
export function withCheckedIndex(source: Blob, checked: CheckedIsobmff): Blob {
  const { moov, moovBytes } = checked;
  return new Blob([source.slice(0, moov.start), moovBytes.slice(), source.slice(moov.end)]);
}
