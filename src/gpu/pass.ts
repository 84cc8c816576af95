/** Encodes one dispatch. In one compute pass, a command reads what the commands before it wrote. */
export type Command = (encoder: GPUComputePassEncoder) => void;

/** Binds buffers, in the order of @binding(0..) of group 0, and sets the number of workgroups. */
export function makeCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: readonly GPUBuffer[],
  workgroups: readonly [x: number, y?: number, z?: number],
): Command {
  const group = device.createBindGroup({
    label: pipeline.label,
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  return (encoder) => {
    encoder.setPipeline(pipeline);
    encoder.setBindGroup(0, group);
    encoder.dispatchWorkgroups(...workgroups);
  };
}

/** Encodes commands into one compute pass. */
export function runCommands(encoder: GPUCommandEncoder, commands: readonly Command[]): void {
  const pass = encoder.beginComputePass();
  for (const command of commands) command(pass);
  pass.end();
}
