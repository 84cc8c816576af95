/**
 * webgpu-utils refers to Float16Array while it loads. Node before 24 and browsers before 2025 do not have it, so an
 * array type of the same element size takes its place until webgpu-utils has loaded. No struct of ours has an f16.
 */
const missing = !('Float16Array' in globalThis);
if (missing) Object.defineProperty(globalThis, 'Float16Array', { value: Uint16Array, configurable: true });

/** Removes it again, so that no other code takes it for the real type. */
export function removeStandIn(): void {
  if (missing) Reflect.deleteProperty(globalThis, 'Float16Array');
}
