import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Result } from '../base';
import { fail, ok } from '../base';
import { acceptSharedMemory } from './dawn-shared-memory-node';
import type { Gpu } from './device';
import { openGpu } from './device';

/** Vulkan driver of Debian's chromium package. Dawn does not accept the software driver of Debian 12's Mesa. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
/** RTLD_NODELETE of glibc: the library stays loaded although it is not a Node add-on. */
const KEEP_LOADED = 0x1000;

const WITHOUT = 'or score without a GPU: the CPU gives the same scores.';

/** References that prevent garbage collection: Dawn destroys its adapters with the object that created them. */
const kept: GPU[] = [];

/** Opens a device through Dawn. The failure names the drivers that were tried and the remedy. */
export async function openDawn(): Promise<Result<Gpu>> {
  const dawn = await createDawn();
  if (!dawn.ok) return dawn;
  const adapter = await dawn.value.requestAdapter();
  return adapter === null ? fail('no-webgpu', noAdapter()) : openGpu(dawn.value);
}

/**
 * Creates WebGPU in Node through Dawn. Defines the constants (GPUBufferUsage, ...) and `navigator.gpu` globally, as in a
 * browser. Where the installed drivers offer no adapter, it tries a software driver.
 */
async function createDawn(): Promise<Result<GPU>> {
  const found = kept[0];
  if (found) return ok(found);
  try {
    const dawn = await import('webgpu');
    Object.assign(globalThis, dawn.globals);
    acceptSharedMemory();
    let gpu = dawn.create([]);
    if ((await gpu.requestAdapter()) === null && prepareSoftwareDriver()) gpu = dawn.create([]);
    kept.push(gpu);
    defineNavigatorGpu(gpu);
    return ok(gpu);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail(
      'no-webgpu',
      `Dawn, the WebGPU implementation for Node, did not load (${detail.split('\n')[0]}). Install the packages again with npm ci, ${WITHOUT}`,
    );
  }
}

function askedDriver(): string | undefined {
  return process.env['VK_DRIVER_FILES'];
}

/** Selects the driver of VK_DRIVER_FILES, else Chromium's. False where the file does not exist. */
function prepareSoftwareDriver(): boolean {
  const driver = askedDriver() ?? SOFTWARE_DRIVER;
  if (!existsSync(driver)) return false;
  process.env['VK_DRIVER_FILES'] = driver;
  loadVulkanLoader(join(dirname(driver), 'libvulkan.so.1'));
  return true;
}

/**
 * Loads the Vulkan loader that Chromium installs beside its driver, for machines without one. Dawn loads libvulkan.so.1
 * by name, and glibc returns the library that is already in the process. `dlopen` throws because the library is not a
 * Node add-on, but the library stays loaded.
 */
function loadVulkanLoader(file: string): void {
  if (!existsSync(file)) return;
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_NOW | KEEP_LOADED);
  } catch {
    // Expected, see above. If loading itself failed, Dawn finds no adapter and the caller reports that.
  }
}

/** ONNX Runtime requires `navigator.gpu` even where it receives a device. Node 20 has no `navigator`. */
function defineNavigatorGpu(gpu: GPU): void {
  if (Reflect.get(globalThis, 'navigator') === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Node.js' }, configurable: true });
  }
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
}

/** Names the drivers that were tried and the remedy. */
function noAdapter(): string {
  const asked = askedDriver();
  if (asked !== undefined && asked !== SOFTWARE_DRIVER) {
    return `Dawn found no graphics adapter: the driver that VK_DRIVER_FILES names (${asked}) offers none. Name the file of another Vulkan driver, unset the variable to use the installed drivers, ${WITHOUT}`;
  }
  const software =
    asked === undefined
      ? `Chromium's software driver (${SOFTWARE_DRIVER}, of Debian's package chromium) is not installed`
      : `neither does Chromium's software driver (${SOFTWARE_DRIVER})`;
  return `Dawn found no graphics adapter: the installed drivers offer none, and ${software}. Install a Vulkan driver for the GPU, set VK_DRIVER_FILES to the file of one, ${asked === undefined ? 'install that package, ' : ''}${WITHOUT}`;
}
