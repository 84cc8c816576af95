import { describe } from 'vitest';
import { createCpuPacker } from '../../../../src/slowfast/cpu/packer';
import { describeEarlyEnds } from '../../../fixtures/early-ends-suite';
import { describePacker } from '../../../fixtures/packer-suite';
import type { PackingBackend } from '../../../fixtures/packer-suite';

const cpu: PackingBackend = {
  name: 'CPU',
  create: (options) => Promise.resolve(createCpuPacker(options)),
  read: (tokens) => {
    if (tokens.kind !== 'cpu') throw new Error('the CPU packer gave GPU tokens');
    return Promise.resolve(tokens.data);
  },
};

describe('the CPU packer', () => {
  describePacker(cpu);
  describeEarlyEnds(cpu);
});
