import type { Result } from '../base';
import { HEAD_BYTES, recognise } from './container';
import { checkIsobmff, type CheckedIsobmff } from './guard-isobmff';
import { checkMatroska, type CheckedMatroska } from './guard-matroska';

export type Checked = CheckedIsobmff | CheckedMatroska;

/**
 * What a file is, by its first bytes, and whether its structure can be trusted. Runs before any library: damaged files
 * make demuxers hang or exhaust memory, and a walk over the box headers finds those cheaply.
 */
export async function inspect(source: Blob): Promise<Result<Checked>> {
  const head = new Uint8Array(await source.slice(0, HEAD_BYTES).arrayBuffer());
  const container = recognise(head, source.size);
  if (!container.ok) return container;
  return container.value === 'mp4' ? checkIsobmff(source) : checkMatroska(source);
}
