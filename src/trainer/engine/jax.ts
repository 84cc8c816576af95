import type { numpy } from '@jax-js/jax';

/**
 * jax-js for Node; import it from here only. It needs browser globals while it loads, so they are defined before the
 * import. Its wasm backend runs on this thread: Node has no global Worker, and a replacement was hardly faster on two
 * free cores and three times slower on two busy ones, because each of the thousand kernels of a step needs messages to
 * every thread.
 *
 * Arrays are reference-counted: a function consumes the arrays that it is given, and `.ref` adds a reference.
 */
await prepareGlobals();
const jax = await import('@jax-js/jax');
await jax.init('wasm');
jax.defaultDevice('wasm');

export const np = jax.numpy;
export const nn = jax.nn;
export const lax = jax.lax;
export const jit = jax.jit;
export const valueAndGrad = jax.valueAndGrad;
export const tree = jax.tree;
export const setDebug = jax.setDebug;

export type Tensor = numpy.Array;
/** A flat tree of arrays. jax-js's trees need a type alias, not an interface. */
export type Tensors = { [name: string]: Tensor };

/** Uploads JavaScript numbers, row-major. */
export function tensor(data: Float32Array | Int32Array, shape: readonly number[]): Tensor {
  const isInteger = data instanceof Int32Array;
  return np.array(data, { shape: [...shape], dtype: isInteger ? np.int32 : np.float32 });
}

/** Reads an array back and frees it. */
export async function read(array: Tensor): Promise<Float32Array> {
  const data = await array.data();
  if (!(data instanceof Float32Array)) throw new TypeError('a float32 array was expected');
  return data;
}

async function prepareGlobals(): Promise<void> {
  // Node 20 has no Iterator helpers and no navigator; jax-js uses both.
  await import('core-js/actual/iterator/index.js');
  if (Reflect.get(globalThis, 'navigator') === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Node.js' }, configurable: true });
  }
}
