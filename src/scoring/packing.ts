import type { Result } from '../base';
import { ok } from '../base';
import type { Gpu } from '../gpu';
import type { TokenJudge } from '../judges';
import type { Packer, SlowFastOptions } from '../slowfast';
import type { ResolvedOptions } from './options';

export interface Packers {
  cpu(options: SlowFastOptions): Packer;
  /** Fails with `no-webgpu` or `gpu-lost`. */
  webgpu(options: SlowFastOptions, gpu: Gpu): Promise<Result<Packer>>;
}

export interface ChosenPacker {
  readonly packer: Packer;
  /** Why this backend, in one sentence. */
  readonly reason: string;
}

/**
 * `auto` packs where the judge runs: on WebGPU the tokens then stay on the GPU, and on wasm reading them back from the
 * GPU would cost more time than packing there saves.
 */
export async function choosePacker(
  { packing, slowfast }: ResolvedOptions,
  { identity }: TokenJudge,
  packers: Packers,
  openGpu: () => Promise<Result<Gpu>>,
): Promise<Result<ChosenPacker>> {
  if (packing === 'cpu') return ok({ packer: packers.cpu(slowfast), reason: 'The CPU was asked for.' });
  if (packing === 'auto' && identity.provider === 'wasm') {
    const reason = `Frames are packed where the model runs. ${identity.reason}`;
    return ok({ packer: packers.cpu(slowfast), reason });
  }
  const gpu = await openGpu();
  if (!gpu.ok) return gpu;
  const packer = await packers.webgpu(slowfast, gpu.value);
  if (!packer.ok) return packer;
  const reason =
    packing === 'webgpu'
      ? `WebGPU was asked for (${gpu.value.name}).`
      : 'Frames are packed where the model runs, without leaving the GPU.';
  return ok({ packer: packer.value, reason });
}
