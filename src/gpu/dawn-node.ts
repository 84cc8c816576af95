import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Result } from '../base';
import { fail, ok } from '../base';
import { acceptSharedMemory } from './dawn-shared-memory-node';
import type { Gpu } from './device';
import { openGpu } from './device';

/** Debian's chromium package brings this Vulkan driver; Dawn refuses the Mesa of Debian 12. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
/** glibc's RTLD_NODELETE: the library stays although it is no Node add-on. */
const KEEP_LOADED = 0x1000;

const WITHOUT = 'or score without a GPU: the CPU gives the same scores.';

/** Dawn ends its adapters when the object that made them is collected. */
const kept: GPU[] = [];

/** A device through Dawn; the failure says which drivers were looked for, and what to do. */
export async function openDawn(): Promise<Result<Gpu>> {
  const dawn = await createDawn();
  if (!dawn.ok) return dawn;
  const adapter = await dawn.value.requestAdapter();
  return adapter === null ? fail('no-webgpu', noAdapter()) : openGpu(dawn.value);
}

/**
 * WebGPU in Node, through Dawn. Defines the constants (GPUBufferUsage, ...) and `navigator.gpu` globally, as a browser
 * does. Where no driver of the machine's own gives an adapter, a software one is tried.
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
      `Dawn, which is WebGPU in Node, did not load (${detail.split('\n')[0]}). Install the packages again with npm ci, ${WITHOUT}`,
    );
  }
}

function askedDriver(): string | undefined {
  return process.env['VK_DRIVER_FILES'];
}

/** Whether there is a driver file to try: the one that was asked for, else Chromium's. */
function prepareSoftwareDriver(): boolean {
  const driver = askedDriver() ?? SOFTWARE_DRIVER;
  if (!existsSync(driver)) return false;
  process.env['VK_DRIVER_FILES'] = driver;
  loadVulkanLoader(join(dirname(driver), 'libvulkan.so.1'));
  return true;
}

/**
 * Chromium has a Vulkan loader beside its driver, for machines without one. Dawn asks for libvulkan.so.1 by name, and glibc
 * then takes the one that is in the process already. Loading it as an add-on throws, since it is none, and leaves it there.
 */
function loadVulkanLoader(file: string): void {
  if (!existsSync(file)) return;
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_NOW | KEEP_LOADED);
  } catch {
    // Where it did not load either, Dawn finds no adapter, and the failure says so.
  }
}

/** ONNX Runtime looks for `navigator.gpu` even where it is handed a device; Node 20 has no navigator at all. */
function defineNavigatorGpu(gpu: GPU): void {
  if (Reflect.get(globalThis, 'navigator') === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Node.js' }, configurable: true });
  }
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
}

/** What was looked for without finding an adapter, and what to do. */
function noAdapter(): string {
  const asked = askedDriver();
  if (asked !== undefined && asked !== SOFTWARE_DRIVER) {
    return `Dawn found no graphics adapter: the driver that VK_DRIVER_FILES names (${asked}) offers none. Name the file of another Vulkan driver, unset the variable to have the machine's own drivers tried, ${WITHOUT}`;
  }
  const software =
    asked === undefined
      ? `Chromium's software driver (${SOFTWARE_DRIVER}, of Debian's package chromium) is not there`
      : `neither does Chromium's software driver (${SOFTWARE_DRIVER})`;
  return `Dawn found no graphics adapter: the machine's own drivers offer none, and ${software}. Install a Vulkan driver for the GPU, set VK_DRIVER_FILES to the file of one, ${asked === undefined ? 'install that package, ' : ''}${WITHOUT}`;
}
