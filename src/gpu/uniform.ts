import { makeShaderDataDefinitions, makeStructuredView } from './webgpu-utils';
import { defined } from '../base';

/** The values of a WGSL struct by field name. */
export type StructValues = Readonly<Record<string, number | ArrayLike<number> | readonly ArrayLike<number>[]>>;

/** A uniform buffer whose layout is derived from the WGSL struct. */
export interface Uniform<T extends StructValues> {
  readonly buffer: GPUBuffer;
  /** Takes effect for commands submitted from now on. */
  write(values: T): void;
}

export function createUniform<T extends StructValues>(device: GPUDevice, wgsl: string, struct: string): Uniform<T> {
  const definition = defined(makeShaderDataDefinitions(wgsl).structs[struct], `WGSL struct ${struct}`);
  const view = makeStructuredView(definition);
  const buffer = device.createBuffer({
    label: struct,
    size: view.arrayBuffer.byteLength,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  return {
    buffer,
    write: (values) => {
      view.set(values);
      device.queue.writeBuffer(buffer, 0, view.arrayBuffer);
    },
  };
}
