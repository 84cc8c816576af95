import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { fail } from '../../../src/base/result';
import { createCpuPacker } from '../../../src/slowfast/cpu/packer';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import type { Packer } from '../../../src/slowfast/packer';
import type { PackerPort } from '../../../src/slowfast/packer-channel';
import { createRemotePackers, servePackers } from '../../../src/slowfast/packer-channel';
import type { PackedWindow, TokenMatrix } from '../../../src/slowfast/tokens';
import { countLiving } from '../../fixtures/collect-garbage';
import { tinyVideo } from '../../fixtures/tiny-video';

const never = new Promise<never>(() => undefined);
const channels: MessageChannel[] = [];
afterAll(() => channels.forEach(({ port1 }) => port1.close()));

function ends(): [PackerPort, PackerPort] {
  const channel = new MessageChannel();
  channels.push(channel);
  const wrap = (port: MessagePort): PackerPort => ({
    post: (message, transfer) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => {
      port.addEventListener('message', (event) => listener(event.data));
      port.start();
    },
  });
  return [wrap(channel.port1), wrap(channel.port2)];
}

function remotePackers(createPacker = createCpuPacker) {
  const [here, there] = ends();
  servePackers(there, createPacker);
  return createRemotePackers(here, never);
}

/** All windows of a synthetic video, with frames pushed without waiting in between. */
async function pack(packer: Packer, sampledFrames: number): Promise<unknown[]> {
  const answers: Promise<Result<PackedWindow | undefined>>[] = [];
  for await (const sample of tinyVideo({ sampledFrames }).sampledFrames({ ratePerSecond: 8 })) {
    if (sample.ok) answers.push(packer.push(sample.value));
  }
  answers.push(packer.finish());
  const windows: unknown[] = [];
  for (const answer of await Promise.all(answers)) {
    if (!answer.ok) throw new Error(answer.error.message);
    if (answer.value !== undefined) windows.push(summary(answer.value));
  }
  packer.dispose();
  return windows;
}

/** Digests of millions of numbers: comparing them one by one takes minutes. */
function summary(window: PackedWindow): unknown {
  const tokens = [window.fast, window.slow].map((each) => [each.rows, digest(dataOf(each))]);
  return { ...window, release: undefined, fast: undefined, slow: undefined, clip: [...window.clip], tokens };
}

function dataOf(tokens: TokenMatrix): Float32Array {
  if (tokens.kind !== 'cpu') throw new Error('the tokens are not in memory');
  return tokens.data;
}

function digest({ buffer, byteOffset, byteLength }: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

describe('packing in another thread', () => {
  test('gives the same windows as packing in this thread, bit for bit', async () => {
    const createRemote = remotePackers();
    const here = await pack(createCpuPacker(DEFAULT_SLOWFAST), 70);
    expect(here).toHaveLength(3);
    expect(await pack(createRemote(DEFAULT_SLOWFAST), 70)).toEqual(here);
  });

  test('keeps concurrent packers separate', async () => {
    const createRemote = remotePackers();
    const lengths = [9, 40, 33];
    const together = await Promise.all(
      lengths.map((sampledFrames) => pack(createRemote(DEFAULT_SLOWFAST), sampledFrames)),
    );
    for (const [index, sampledFrames] of lengths.entries()) {
      expect(together[index]).toEqual(await pack(createCpuPacker(DEFAULT_SLOWFAST), sampledFrames));
    }
  });

  test('passes failures on', async () => {
    const createRemote = remotePackers((options) => ({
      ...createCpuPacker(options),
      finish: async () => fail('too-large', 'The window does not fit.'),
    }));
    expect(await createRemote(DEFAULT_SLOWFAST).finish()).toEqual(fail('too-large', 'The window does not fit.'));
  });

  test('rejects instead of waiting for ever when the worker fails', async () => {
    const [here] = ends();
    const packer = createRemotePackers(here, Promise.reject(new Error('out of memory')))(DEFAULT_SLOWFAST);
    await expect(packer.finish()).rejects.toThrow('out of memory');
    await expect(packer.finish()).rejects.toThrow('out of memory');
  });

  test('has the memory of six frames go to and fro, however many there are', async () => {
    const [here, there] = ends();
    servePackers(there, createCpuPacker);
    let away = 0;
    let most = 0;
    const counting: PackerPort = {
      post: (message, transfer) => {
        away += transfer.length;
        most = Math.max(most, away);
        here.post(message, transfer);
      },
      onMessage: (listener) =>
        here.onMessage((message) => {
          away -= (message as { readonly buffers?: readonly ArrayBuffer[] }).buffers?.length ?? 0;
          listener(message);
        }),
    };
    const packer = createRemotePackers(counting, never)(DEFAULT_SLOWFAST);
    for await (const sample of tinyVideo({ sampledFrames: 12 }).sampledFrames({ ratePerSecond: 8 })) {
      if (sample.ok) await packer.push(sample.value);
    }
    expect([most, away]).toEqual([6, 3]);
    packer.dispose();
    await expect.poll(() => away).toBe(0);
  });

  test('keeps no window that has been handed over', async () => {
    const createRemote = remotePackers();
    const packer = createRemote({ ...DEFAULT_SLOWFAST, windowFrames: 2 });
    const windows: WeakRef<object>[] = [];
    for await (const sample of tinyVideo({ sampledFrames: 12 }).sampledFrames({ ratePerSecond: 8 })) {
      const packed = sample.ok ? await packer.push(sample.value) : sample;
      if (packed.ok && packed.value !== undefined) windows.push(new WeakRef(packed.value));
    }
    expect(windows).toHaveLength(6);
    // The last push's answer is still on this test's stack.
    expect(await countLiving(windows)).toBeLessThanOrEqual(1);
    packer.dispose();
  });
});
