import type * as core from '@tensorflow/tfjs-core';

/**
 * tfjs with its wasm and cpu backends. Imported when it is asked for and not before: it looks at the globals that the
 * trainer's engine puts in place, and each is measured in a process without the other.
 */
export const tf: typeof core = await import('@tensorflow/tfjs-core');
await import('@tensorflow/tfjs-backend-cpu');
await import('@tensorflow/tfjs-backend-wasm');
// The gradients stand in a file of their own that Node cannot load by its package's name: it is an ES module in a CommonJS
// package. By its path it becomes part of this bundle, and fills the one table that every copy of tfjs shares.
await import('../../../../node_modules/@tensorflow/tfjs-core/dist/register_all_gradients');

export type Tensor = core.Tensor;

export type BackendName = 'wasm' | 'cpu';

/** Makes a backend the present one and tells, in a few words, what it runs on. */
export async function useBackend(name: BackendName): Promise<string> {
  await tf.setBackend(name);
  await tf.ready();
  const version = `tfjs ${tf.version_core}`;
  if (tf.getBackend() !== name) throw new Error(`tfjs cannot run on ${name} here`);
  if (name === 'cpu') return `${version}, plain JavaScript, one thread`;
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const threads = (await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) === true;
  return `${version}, wasm ${simd ? 'with' : 'without'} SIMD, ${threads ? 'threads' : 'one thread'}`;
}
