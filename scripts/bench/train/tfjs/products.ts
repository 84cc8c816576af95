import type { TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from './backend';

/**
 * Makes tfjs multiply matrices as fast as its wasm backend can. A gradient of a product multiplies by a transposed
 * matrix; the kernel does that in a plain loop, and only products of two matrices as they lie go to XNNPACK, ten times
 * as fast. So a transposed operand is turned first, in a kernel of its own. Products of stacks (attention) stay in the
 * plain loop either way: one call of the kernel for each matrix of a stack costs more than it gains.
 */
export function turnBeforeProducts(): void {
  const product = tf.getKernel('BatchMatMul', 'wasm');
  const transpose = tf.getKernel('Transpose', 'wasm');
  tf.unregisterKernel('BatchMatMul', 'wasm');
  tf.registerKernel({
    ...product,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
      const isStack = [a, b].some(({ shape }) => shape.slice(0, -2).some((side) => side > 1));
      if (isStack || (!transposeA && !transposeB)) return product.kernelFunc({ inputs, backend, attrs: attrs! });
      const turned: TensorInfo[] = [];
      const turn = (x: TensorInfo): TensorInfo => {
        const last = x.shape.length - 1;
        const perm = [...x.shape.keys()].slice(0, -2).concat(last, last - 1);
        const made = transpose.kernelFunc({ inputs: { x }, backend, attrs: { perm } });
        turned.push(made as TensorInfo);
        return made as TensorInfo;
      };
      const straight = { a: transposeA ? turn(a) : a, b: transposeB ? turn(b) : b };
      const out = product.kernelFunc({ inputs: straight, backend, attrs: { transposeA: false, transposeB: false } });
      for (const { dataId } of turned) (backend as { disposeData(id: object): void }).disposeData(dataId);
      return out;
    },
  });
}
