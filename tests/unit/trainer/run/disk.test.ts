import { describe, expect, it } from 'vitest';
import { ok } from '../../../../src/base/result';
import { withDiskFailures } from '../../../../src/trainer/run/disk';

describe('work on a disk', () => {
  it('fails with a sentence where the disk is full', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      path: 'sft.bin',
    });
    expect(await withDiskFailures(() => Promise.reject(full))).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^sft\.bin: the disk is full\. Free some space and run/) as string },
    });
  });

  it('passes on other errors and results', async () => {
    await expect(withDiskFailures(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
    expect(await withDiskFailures(() => Promise.resolve(ok(1)))).toEqual(ok(1));
  });
});
