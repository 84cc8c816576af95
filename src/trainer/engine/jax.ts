import type { numpy } from '@jax-js/jax';

/**
 * jax-js made ready for Node. It looks for browser globals while it loads, so they are put in place first and the
 * library is imported after; import it from here only. Its wasm backend runs on this thread: Node has no global Worker,
 * and a stand-in for it gained little on two free cores and lost threefold on two busy ones (a message to each thread
 * and back for each of a step's thousand kernels).
 *
 * Arrays are counted references: a function consumes the arrays that it is given, and `.ref` keeps one for another use.
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
/** A flat tree of arrays: a type alias and not an interface, as jax-js's trees ask. */
export type Tensors = { [name: string]: Tensor };

/** Puts JavaScript numbers on the device, row-major. */
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
