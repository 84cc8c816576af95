/**
 * webgpu-utils names Float16Array while it loads, which Node before 24 and browsers before 2025 do not have. Something of
 * that element size stands in until it has loaded; no struct of ours holds an f16.
 */
const missing = !('Float16Array' in globalThis);
if (missing) Object.defineProperty(globalThis, 'Float16Array', { value: Uint16Array, configurable: true });

/** Takes it away again, before anybody believes in it. */
export function removeStandIn(): void {
  if (missing) Reflect.deleteProperty(globalThis, 'Float16Array');
}
