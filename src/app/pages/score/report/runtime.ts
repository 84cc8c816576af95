import type { Capabilities } from '../../../../scoring';

/** Where the model runs in this browser, in one or two sentences. Before the first file only WebGPU's API is known. */
export function runtimeSentence(capabilities: Capabilities | undefined, hasWebGpu: boolean): string {
  if (capabilities === undefined) {
    return hasWebGpu
      ? 'This browser offers WebGPU. Its adapter is checked when the first file is added.'
      : 'This browser offers no WebGPU, so everything runs on the CPU: slower, same scores.';
  }
  const { webgpu, adapter, threads } = capabilities;
  const named = adapter === '' ? '' : ` (${adapter})`;
  const cpu = `on the CPU with ${threads === 1 ? 'one thread' : `${threads} threads`}`;
  switch (webgpu) {
    case 'hardware':
      return `This browser offers WebGPU${named}.`;
    case 'software':
      return `WebGPU runs in software here${named}, which is slower than the CPU, so Auto runs ${cpu}.`;
    case 'none':
      return `This browser offers no WebGPU, so everything runs ${cpu}: slower, same scores.`;
  }
}
