import { describe, expect, it } from 'vitest';
import { isNewEnough } from '../../../scripts/check-node.mjs';
import { bundleName } from '../../../scripts/node-entries.mjs';

describe('isNewEnough', () => {
  it('takes Node 20.19 and everything after it', () => {
    expect(['20.19.0', '20.20.2', '22.0.0', '24.1.0'].map(isNewEnough)).toEqual([true, true, true, true]);
  });

  it('turns older versions away', () => {
    expect(['20.18.3', '18.20.0', '8.17.0'].map(isNewEnough)).toEqual([false, false, false]);
  });
});

describe('bundleName', () => {
  it('is the path below src with dashes for slashes', () => {
    expect(bundleName('src/corpus/worker.ts')).toBe('corpus-worker.mjs');
    expect(bundleName('scripts/bench/main.ts')).toBe('scripts-bench-main.mjs');
  });
});
