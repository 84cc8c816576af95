import { expect, it } from 'vitest';

it('offers a WebGPU adapter to the tests', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter).not.toBeNull();
});
