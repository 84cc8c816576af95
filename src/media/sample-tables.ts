import { findBox, readU32, type TreeBox } from './boxes';

/**
 * A day at 60 frames/s. Tables store run lengths, so a few damaged bytes can claim 2^32 samples, and a reader that
 * expands them runs out of memory.
 */
const MOST_SAMPLES = 6_000_000;
/** Some muxers write runs with somewhat more samples than there are. */
const SLACK_FACTOR = 2;
const SLACK_SAMPLES = 1000;
const MOST_SAMPLES_WITHOUT_SIZES = 200_000;

/**
 * The number of samples of a track whose tables are consistent, so that expanding them stays within bounds; undefined
 * when they are not.
 */
export function countSaneSamples(bytes: Uint8Array, stbl: TreeBox, fileBytes: number): number | undefined {
  const samples = countSamples(bytes, stbl, fileBytes);
  if (samples === undefined) return undefined;
  const most = samples * SLACK_FACTOR + SLACK_SAMPLES;
  for (const box of stbl.children) {
    const count = readU32(bytes, box.body + 4);
    const entry = ENTRY_BYTES[box.type];
    if (entry !== undefined && count * entry > box.end - box.body - 8) return undefined;
    const runs = box.type === 'stts' || box.type === 'ctts';
    if (runs && totalOfRuns(bytes, box, count) > most) return undefined;
    if (box.type === 'stsc' && !isChunkMapSane(bytes, box, count, most)) return undefined;
  }
  return samples;
}

const ENTRY_BYTES: Readonly<Record<string, number>> = { stts: 8, ctts: 8, stsc: 12, stco: 4, co64: 8, stss: 4 };

function countSamples(bytes: Uint8Array, stbl: TreeBox, fileBytes: number): number | undefined {
  const table = findBox(stbl.children, 'stsz') ?? findBox(stbl.children, 'stz2');
  if (table === undefined) return 0;
  const uniform = table.type === 'stsz' ? readU32(bytes, table.body + 4) : 0;
  const bits = table.type === 'stsz' ? 32 : (bytes[table.body + 7] ?? 0);
  const count = readU32(bytes, table.body + 8);
  if (count > MOST_SAMPLES) return undefined;
  if (uniform > 0) return count * uniform <= SLACK_FACTOR * fileBytes ? count : undefined;
  return (count * bits) / 8 <= table.end - table.body - 12 ? count : undefined;
}

function totalOfRuns(bytes: Uint8Array, box: TreeBox, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += readU32(bytes, box.body + 8 + 8 * i);
  return total;
}

function isChunkMapSane(bytes: Uint8Array, box: TreeBox, count: number, most: number): boolean {
  let chunk = 0;
  for (let i = 0; i < count; i++) {
    const first = readU32(bytes, box.body + 8 + 12 * i);
    const samples = readU32(bytes, box.body + 12 + 12 * i);
    if (first <= chunk || samples > most) return false;
    chunk = first;
  }
  return true;
}

/** The number of samples in the runs of a fragment; undefined when a run claims more than its table contains. */
export function countFragmentSamples(bytes: Uint8Array, moof: readonly TreeBox[]): number | undefined {
  let total = 0;
  for (const traf of moof) {
    for (const trun of traf.children) {
      if (trun.type !== 'trun') continue;
      const flags = readU32(bytes, trun.body) & 0xffffff;
      const count = readU32(bytes, trun.body + 4);
      const fixed = 8 + 4 * ((flags & 1) + ((flags >> 2) & 1));
      const each = 4 * (((flags >> 8) & 1) + ((flags >> 9) & 1) + ((flags >> 10) & 1) + ((flags >> 11) & 1));
      if (each === 0 ? count > MOST_SAMPLES_WITHOUT_SIZES : count * each > trun.end - trun.body - fixed)
        return undefined;
      total += count;
    }
  }
  return total;
}
