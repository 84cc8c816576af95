import type { Result } from '../base';
import { HEAD_BYTES, recognise } from './container';
import { checkIsobmff, type CheckedIsobmff } from './guard-isobmff';
import { checkMatroska, type CheckedMatroska } from './guard-matroska';

export type Checked = CheckedIsobmff | CheckedMatroska;

/**
 * Determines a file's container and checks its structure. Runs before any library reads it: damaged files make demuxers
 * hang or exhaust memory, and a pass over the box headers finds them cheaply.
 */
export async function inspect(source: Blob): Promise<Result<Checked>> {
  const head = new Uint8Array(await source.slice(0, HEAD_BYTES).arrayBuffer());
  const container = recognise(head, source.size);
  if (!container.ok) return container;
  return container.value === 'mp4' ? checkIsobmff(source) : checkMatroska(source);
}
