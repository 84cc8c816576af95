import { describe } from 'vitest';
import { describeEarlyEnds } from '../../fixtures/early-ends-suite';
import { describePacker } from '../../fixtures/packer-suite';
import { cpuBackend, gpuBackend } from './gpu-backend';

describe('the CPU packer', () => {
  describePacker(cpuBackend);
  describeEarlyEnds(cpuBackend);
});

const gpu = await gpuBackend();
describe('the GPU packer', () => {
  describePacker(gpu);
  describeEarlyEnds(gpu);
});
