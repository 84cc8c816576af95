import type { BlobReader } from './blob-reader';

/** One box of the ISO base media file format (ISO/IEC 14496-12, 4.2). Positions are byte offsets. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** First byte after size and type. */
  readonly body: number;
  readonly end: number;
}

/** A box in memory with its children. */
export interface TreeBox extends Box {
  readonly children: readonly TreeBox[];
}

export interface FileLayout {
  /** Top-level boxes in file order; the last one is cut at the end of the file. */
  readonly boxes: readonly Box[];
  /** A box claims more bytes than the file has. */
  readonly truncated: boolean;
}

/** A fragment for every frame of ten hours at 60 frames/s stays below this. */
const MOST_TOP_BOXES = 5_000_000;
const MOST_TREE_BOXES = 100_000;
const MOST_DEPTH = 16;

/** Type of bytes that form no box. */
const JUNK = '';

/** Boxes whose children are read; all others are leaves here. */
const CONTAINERS = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'stbl', 'mvex', 'moof', 'traf', 'sinf', 'schi']);

/** Lists the top-level boxes. Undefined when there are too many to be a real file. */
export async function readLayout(reader: BlobReader): Promise<FileLayout | undefined> {
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= reader.size) {
    if (boxes.length === MOST_TOP_BOXES) return undefined;
    const header = readHeader(await reader.read(at, 16), 0, reader.size - at);
    // Bytes that form no box: padding or garbage after the last one. The boxes before are valid.
    if (header === undefined) break;
    const { type, body, end } = header;
    boxes.push({ type, start: at, body: at + body, end: Math.min(at + end, reader.size) });
    if (at + end > reader.size) return { boxes, truncated: true };
    at += end;
  }
  return { boxes, truncated: false };
}

/**
 * The boxes of `bytes` between `start` and `end`, with their children. Undefined when sizes contradict each other, or
 * when there are too many boxes or levels to be a real file.
 */
export function readTree(bytes: Uint8Array, start: number, end: number): TreeBox[] | undefined {
  let left = MOST_TREE_BOXES;
  const level = (from: number, to: number, depth: number): TreeBox[] | undefined => {
    if (depth > MOST_DEPTH) return undefined;
    const boxes: TreeBox[] = [];
    let at = from;
    // QuickTime ends some lists with four zero bytes.
    while (at + 8 <= to) {
      if (left-- === 0) return undefined;
      const header = readHeader(bytes, at, to - at);
      if (header === undefined) {
        // Bytes that form no box: some writers pad with zeros.
        boxes.push({ type: JUNK, start: at, body: at + 8, end: to, children: [] });
        break;
      }
      if (header.end > to) return undefined;
      const children = CONTAINERS.has(header.type) ? level(header.body, header.end, depth + 1) : [];
      if (children === undefined) return undefined;
      boxes.push({ ...header, children });
      at = header.end;
    }
    return boxes;
  };
  return level(start, end, 0);
}

/** The box that begins at `at`; `room` bytes are left for it. Undefined when its size is impossible. */
export function readHeader(bytes: Uint8Array, at: number, room: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined;
  const small = readU32(bytes, at);
  const type = readType(bytes, at + 4);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return undefined;
  if (small === 0) return { type, start: at, body: at + 8, end: at + room };
  if (small !== 1) return small < 8 ? undefined : { type, start: at, body: at + 8, end: at + small };
  if (at + 16 > bytes.length) return undefined;
  const large = readU32(bytes, at + 8) * 2 ** 32 + readU32(bytes, at + 12);
  return large < 16 ? undefined : { type, start: at, body: at + 16, end: at + large };
}

export function findBox(boxes: readonly TreeBox[], ...path: string[]): TreeBox | undefined {
  let list = boxes;
  let found: TreeBox | undefined;
  for (const type of path) {
    found = list.find((box) => box.type === type);
    if (found === undefined) return undefined;
    list = found.children;
  }
  return found;
}

export function readU32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 2 ** 24 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  );
}

export function readType(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Hides a box from every reader by changing its type to `free`. */
export function hideBox(bytes: Uint8Array, box: Box): void {
  if (box.type === JUNK) new DataView(bytes.buffer, bytes.byteOffset).setUint32(box.start, box.end - box.start);
  bytes.set([0x66, 0x72, 0x65, 0x65], box.start + 4);
}
