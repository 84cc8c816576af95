import { Float16Array } from '@petamoriken/float16';
import type { Tensor } from 'onnxruntime-web';
import type { Ort } from '../runtime/runtime';

/** A tensor's values as float32; half precision is widened. Reads the tensor back where it is on the GPU. */
export async function floatsOf(tensor: Tensor): Promise<Float32Array> {
  const data = await tensor.getData();
  if (tensor.type === 'float32') return data as Float32Array;
  // Runtimes without Float16Array give the bits as Uint16Array.
  const bits = data as unknown as Uint16Array;
  return Float32Array.from(new Float16Array(bits.buffer as ArrayBuffer, bits.byteOffset, bits.length));
}

/** A tensor of the type that an input wants. */
export function floatTensor(ort: Ort, type: Tensor.Type, values: Float32Array, dims: readonly number[]): Tensor {
  if (type !== 'float16') return new ort.Tensor('float32', values, dims);
  const halves = new Uint16Array(Float16Array.from(values).buffer);
  return new ort.Tensor('float16', halves, dims);
}
