import { existsSync } from 'node:fs';

/**
 * Debian's chromium package brings this Vulkan driver; Dawn refuses the Mesa of Debian 12. A machine without the Vulkan
 * loader finds one in the same folder when Node starts with LD_LIBRARY_PATH=/usr/lib/chromium.
 */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Dawn ends its adapters when the object that made them is collected. */
const kept: GPU[] = [];

/**
 * WebGPU in Node, through Dawn; undefined where its binary does not load. Defines the constants (GPUBufferUsage, ...)
 * globally, as a browser does. Where no driver of the machine's own gives an adapter, a software one is tried.
 */
export async function createDawn(): Promise<GPU | undefined> {
  const found = kept[0];
  if (found) return found;
  try {
    const dawn = await import('webgpu');
    Object.assign(globalThis, dawn.globals);
    let gpu = dawn.create([]);
    const missing = (await gpu.requestAdapter()) === null;
    if (missing && process.env['VK_DRIVER_FILES'] === undefined && existsSync(SOFTWARE_DRIVER)) {
      process.env['VK_DRIVER_FILES'] = SOFTWARE_DRIVER;
      gpu = dawn.create([]);
    }
    kept.push(gpu);
    return gpu;
  } catch {
    return undefined;
  }
}
