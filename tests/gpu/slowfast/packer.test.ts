import { describe } from 'vitest';
import { describePacker } from '../../fixtures/packer-suite';
import { cpuBackend, gpuBackend } from './gpu-backend';

describe('the CPU packer', () => describePacker(cpuBackend));

const gpu = await gpuBackend();
describe('the GPU packer', () => describePacker(gpu));
