import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FAST_WIDTH, SLOW_WIDTH } from '../slowfast';
import type { ClipLabel, PackedClip } from './clip';

export { FAST_SCALE, SLOW_SCALE, TOKEN_SCALE, fromFixed } from './fixed';

/** Clips in one shard: about 70 MB, the most that a stopped run loses. */
export const SHARD_CLIPS = 50;

interface StoredClip {
  readonly label: ClipLabel;
  /** Where the fast rows begin in the shard's .bin, in bytes; the slow rows follow them. */
  readonly offset: number;
  readonly fastRows: number;
  readonly slowRows: number;
  /** CLIP_FEATURES. */
  readonly clip: readonly number[];
}

interface ShardIndex {
  readonly schema: 1;
  readonly clips: readonly StoredClip[];
}

const shardName = (shard: number): string => `shard-${String(shard).padStart(4, '0')}`;

/** A shard exists where its labels exist: they are written last. */
export function hasShard(folder: string, shard: number): boolean {
  return existsSync(join(folder, `${shardName(shard)}.json`));
}

/** Writes a shard so that a reader finds all of it or nothing. */
export function writeShard(folder: string, shard: number, clips: readonly PackedClip[]): void {
  mkdirSync(folder, { recursive: true });
  const parts: Buffer[] = [];
  let offset = 0;
  const stored = clips.map((clip): StoredClip => {
    const entry = { label: clip.label, offset, fastRows: clip.fastRows, slowRows: clip.slowRows, clip: [...clip.clip] };
    for (const rows of [clip.fast, clip.slow]) {
      parts.push(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
      offset += rows.byteLength;
    }
    return entry;
  });
  const index: ShardIndex = { schema: 1, clips: stored };
  const base = join(folder, shardName(shard));
  writeFileSync(`${base}.bin.part`, Buffer.concat(parts));
  renameSync(`${base}.bin.part`, `${base}.bin`);
  writeFileSync(`${base}.json.part`, JSON.stringify(index));
  renameSync(`${base}.json.part`, `${base}.json`);
}

/** Labels in memory, tokens on request. Clips are in the order of their ids. */
export interface Corpus {
  readonly labels: readonly ClipLabel[];
  /** Bytes of tokens that `clip` would keep in memory if every clip were asked for. */
  readonly bytes: number;
  /** The clip at a place in `labels`; kept in memory once read when the corpus was opened with `keep`. */
  clip(index: number): PackedClip;
  close(): void;
}

/**
 * Opens a folder of shards; an empty or missing one gives a corpus without clips. Int16 is little-endian on every host
 * we run on.
 */
export function openCorpus(folder: string, options: { readonly keep?: boolean } = {}): Corpus {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^shard-\d+\.json$/.test(name))
        .sort()
    : [];
  const entries = names.flatMap((name) => {
    const index = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ShardIndex;
    if (index.schema !== 1) throw new Error(`${name} was written by another version: delete ${folder} and run again.`);
    return index.clips.map((stored) => ({ stored, file: join(folder, name.replace(/json$/, 'bin')) }));
  });
  const handles = new Map<string, number>();
  const kept = new Map<number, PackedClip>();
  const read = (index: number): PackedClip => {
    const entry = entries[index];
    if (!entry) throw new RangeError(`the corpus has no clip ${index}`);
    const { stored, file } = entry;
    const handle = handles.get(file) ?? openSync(file, 'r');
    handles.set(file, handle);
    const fast = readRows(handle, stored.offset, stored.fastRows * FAST_WIDTH);
    const slow = readRows(handle, stored.offset + fast.byteLength, stored.slowRows * SLOW_WIDTH);
    const { label, fastRows, slowRows, clip } = stored;
    return { label, fastRows, fast, slowRows, slow, clip: Float32Array.from(clip) };
  };
  return {
    labels: entries.map((entry) => entry.stored.label),
    bytes: entries.reduce((sum, { stored: s }) => sum + 2 * (s.fastRows * FAST_WIDTH + s.slowRows * SLOW_WIDTH), 0),
    clip(index) {
      const known = kept.get(index);
      if (known) return known;
      const clip = read(index);
      if (options.keep) kept.set(index, clip);
      return clip;
    },
    close() {
      for (const handle of handles.values()) closeSync(handle);
      handles.clear();
      kept.clear();
    },
  };
}

function readRows(handle: number, offset: number, count: number): Int16Array {
  const rows = new Int16Array(count);
  const bytes = new Uint8Array(rows.buffer);
  let done = 0;
  while (done < bytes.length) {
    const got = readSync(handle, bytes, done, bytes.length - done, offset + done);
    if (got === 0) throw new Error('A shard of the corpus is truncated. Delete it and run the command again.');
    done += got;
  }
  return rows;
}
