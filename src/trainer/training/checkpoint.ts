import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Scalings } from '../network/scalings';
import { SCALINGS } from '../network/scalings';
import type { Weights } from '../network/parameters';

/** Everything a stage needs to continue exactly. Random numbers are a function of seed and step. */
export interface Checkpoint {
  /** Stage, options, seed and corpus. A run with another identity is refused. */
  readonly identity: string;
  /** Steps done. */
  readonly step: number;
  readonly weights: Weights;
  readonly first: Weights;
  readonly second: Weights;
  readonly average: Weights;
  readonly scalings: Scalings;
}

const MAGIC = 'SGCKPT01';
const TREES = ['weights', 'first', 'second', 'average'] as const;

interface Header {
  identity: string;
  step: number;
  arrays: { name: string; length: number }[];
}

/** Magic, length of the JSON header, header, then float32 arrays in the header's order (little-endian hosts only). */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const arrays: [string, Float32Array][] = [];
  for (const tree of TREES) {
    for (const [name, values] of Object.entries(checkpoint[tree])) arrays.push([`${tree}/${name}`, values]);
  }
  for (const [name, { offset, factor }] of Object.entries(checkpoint.scalings)) {
    arrays.push([`scalings/${name}/offset`, offset], [`scalings/${name}/factor`, factor]);
  }
  const { identity, step } = checkpoint;
  const header: Header = { identity, step, arrays: arrays.map(([name, { length }]) => ({ name, length })) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = arrays.reduce((sum, [, values]) => sum + values.byteLength, MAGIC.length + 4 + text.length);
  const out = new Uint8Array(bytes);
  out.set(new TextEncoder().encode(MAGIC));
  new DataView(out.buffer).setUint32(MAGIC.length, text.length, true);
  out.set(text, MAGIC.length + 4);
  let at = MAGIC.length + 4 + text.length;
  for (const [, values] of arrays) {
    out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return out;
}

export function decodeCheckpoint(bytes: Uint8Array): Result<Checkpoint> {
  const damaged = fail('damaged-file', 'The checkpoint is damaged. Delete it and the stage starts from its beginning.');
  const start = MAGIC.length + 4;
  if (bytes.length < start || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return damaged;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  let header: Header;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(start, start + length))) as Header;
  } catch {
    return damaged;
  }
  const arrays = new Map<string, Float32Array>();
  let at = start + length;
  for (const { name, length: count } of header.arrays) {
    if (at + 4 * count > bytes.length) return damaged;
    const values = new Float32Array(count);
    new Uint8Array(values.buffer).set(bytes.subarray(at, at + 4 * count));
    arrays.set(name, values);
    at += 4 * count;
  }
  const tree = (prefix: string): Weights =>
    Object.fromEntries(
      [...arrays]
        .filter(([name]) => name.startsWith(`${prefix}/`))
        .map(([name, v]) => [name.slice(prefix.length + 1), v]),
    );
  const scaling = (name: string): Scalings['fast'] => ({
    offset: arrays.get(`scalings/${name}/offset`) ?? new Float32Array(),
    factor: arrays.get(`scalings/${name}/factor`) ?? new Float32Array(),
  });
  return ok({
    identity: header.identity,
    step: header.step,
    weights: tree('weights'),
    first: tree('first'),
    second: tree('second'),
    average: tree('average'),
    scalings: Object.fromEntries(SCALINGS.map((name) => [name, scaling(name)])) as unknown as Scalings,
  });
}

/** Writes a temporary file and renames it, so that a killed run leaves the old checkpoint intact. */
export function saveCheckpoint(path: string, checkpoint: Checkpoint): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  writeFileSync(partial, encodeCheckpoint(checkpoint));
  renameSync(partial, path);
}

/**
 * The checkpoint at `path`, undefined where there is none. One with another identity is refused and never overwritten,
 * because it can be the result of hours of training.
 */
export function loadCheckpoint(path: string, identity: string): Result<Checkpoint | undefined> {
  if (!existsSync(path)) return ok(undefined);
  const decoded = decodeCheckpoint(new Uint8Array(readFileSync(path)));
  if (!decoded.ok) return fail(decoded.error.code, `${path}: ${decoded.error.message}`);
  if (decoded.value.identity === identity) return decoded;
  const what = differences(decoded.value.identity, identity);
  return fail(
    'invalid-option',
    `The checkpoint ${path} was made with another configuration (${what} differ). Delete or move it to start again, or give the options that it was made with.`,
  );
}

/** The names of the fields in which two identities differ. */
function differences(a: string, b: string): string {
  const fields = (identity: string): Record<string, unknown> => {
    try {
      return Object(JSON.parse(identity)) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const [one, other] = [fields(a), fields(b)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const differing = names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  return differing.length === 0 ? 'its settings' : differing.join(', ');
}
