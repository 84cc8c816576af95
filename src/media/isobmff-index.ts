import { createFile, Log, MP4BoxBuffer, type ISOFile } from 'mp4box';
import type { Box } from './boxes';
import { readFragment, type CheckedIsobmff } from './guard-isobmff';

/** mp4box keeps one object per sample. Beyond this many, mediabunny is used, which needs less memory. */
const MOST_INDEXED_SAMPLES = 600_000;

// mp4box logs parse problems to the console. Those that matter are returned as failures.
Log.error = () => undefined;
Log.warn = () => undefined;

/**
 * Feeds mp4box the index of a file: moov and, checked one by one, the moof boxes. The bytes between are presented as
 * one `mdat` header, which mp4box skips, so media bytes are never read here. The offset that `appendBuffer` returns is
 * not used: on some files it alternates for ever.
 *
 * Undefined when mp4box cannot parse the index.
 */
export async function buildIndex(source: Blob, checked: CheckedIsobmff): Promise<ISOFile | undefined> {
  const file = createFile(false);
  let at = 0;
  let samples = 0;
  const append = (bytes: Uint8Array, start: number): void => {
    const buffer = MP4BoxBuffer.fromArrayBuffer(bytes.slice().buffer, start);
    file.appendBuffer(buffer);
  };
  const skipTo = (start: number): void => {
    if (start > at) append(stepOver(start - at), at);
  };
  for (const box of checked.layout) {
    const bytes = await indexBytes(source, checked, box);
    if (bytes === undefined) continue;
    if (bytes === 'damaged') break;
    samples += bytes.samples;
    if (samples > MOST_INDEXED_SAMPLES) return undefined;
    skipTo(box.start);
    append(bytes.bytes, box.start);
    at = box.end;
  }
  file.flush();
  return file.moov === undefined ? undefined : file;
}

interface IndexBytes {
  readonly bytes: Uint8Array;
  readonly samples: number;
}

/** Undefined for boxes outside the index. A damaged fragment ends the video there. */
async function indexBytes(
  source: Blob,
  checked: CheckedIsobmff,
  box: Box,
): Promise<IndexBytes | 'damaged' | undefined> {
  if (box === checked.moov) return { bytes: checked.moovBytes, samples: checked.samples };
  if (box.type !== 'moof') return undefined;
  return (await readFragment(source, box, checked.tracks)) ?? 'damaged';
}

/** The header of an mdat box of `size` bytes; the whole box where it is too short for a 64-bit size. */
function stepOver(size: number): Uint8Array {
  const long = size >= 16;
  const header = new Uint8Array(long ? 16 : size);
  const view = new DataView(header.buffer);
  view.setUint32(0, long ? 1 : size);
  header.set([0x6d, 0x64, 0x61, 0x74], 4);
  if (long) view.setBigUint64(8, BigInt(size));
  return header;
}
