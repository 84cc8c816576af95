import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanarFrame } from '../../../src/media/frame';
import type { SampledFrame } from '../../../src/media/video';
import { createSampleReceiver, createSampleSender } from '../../../src/slowfast/frame-transfer';
import type { SentSample } from '../../../src/slowfast/frame-transfer';
import { createSpareBuffers } from '../../../src/slowfast/spare-buffers';
import { noiseFrame } from '../../fixtures/frames';

/** To the other thread: buffers move, the rest is copied. */
function cross(sent: SentSample): SentSample {
  return structuredClone(sent, { transfer: sent.added.map(({ planes }) => planes) });
}

function sampleOf(
  index: number,
  frame: PlanarFrame,
  previous?: PlanarFrame,
  beforePrevious?: PlanarFrame,
): SampledFrame {
  return { index, instant: index / 8, frame, previous, beforePrevious, duplicate: false };
}

const SIZE = { width: 6, height: 4 };
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((seed) => noiseFrame(SIZE, seed)) as [
  PlanarFrame,
  PlanarFrame,
  PlanarFrame,
  PlanarFrame,
];

describe('sampled frames sent to another thread', () => {
  test('arrive unchanged at any size, and stay valid in the sender', () => {
    const side = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const frames = ['x', 'y', 'z'].map((seed) => noiseFrame({ width, height }, seed));
        const sample = sampleOf(3, frames[0]!, frames[1], frames[2]);
        const sent = cross(createSampleSender(createSpareBuffers(3))(sample));
        expect(createSampleReceiver().receive(sent)).toEqual(sample);
        expect(sample.frame.y).toHaveLength(width * height);
      }),
    );
  });

  test('share one object for the same source frame', () => {
    const send = createSampleSender(createSpareBuffers(3));
    const receiver = createSampleReceiver();
    const first = receiver.receive(cross(send(sampleOf(0, b, a, a))));
    expect(first.previous).toBe(first.beforePrevious);
    const second = receiver.receive(cross(send(sampleOf(1, c, b, a))));
    expect(second.previous).toBe(first.frame);
    expect(second.beforePrevious).toBe(first.previous);
  });

  test('send a source frame once, and again only after a sample without it', () => {
    const send = createSampleSender(createSpareBuffers(3));
    const sent = [sampleOf(0, a), sampleOf(1, a), sampleOf(2, b, a), sampleOf(3, d, c, b), sampleOf(4, a)].map(send);
    expect(sent.map(({ added }) => added.length)).toEqual([1, 0, 1, 2, 1]);
  });

  test('leave, once the next one is done with, the buffers of all frames that it does not show', () => {
    const send = createSampleSender(createSpareBuffers(3));
    const receiver = createSampleReceiver();
    const arrive = (sample: SampledFrame): ArrayBuffer[] => {
      const sent = cross(send(sample));
      receiver.receive(sent);
      return receiver.keepOnly(sent);
    };
    expect(arrive(sampleOf(0, a))).toHaveLength(0);
    expect(arrive(sampleOf(1, c, b, a))).toHaveLength(0);
    expect(arrive(sampleOf(2, d))).toHaveLength(3);
    expect(receiver.keepOnly(undefined)).toHaveLength(1);
    expect(receiver.keepOnly(undefined)).toHaveLength(0);
  });
});

describe('spare buffers', () => {
  test('are used again where the size is the same', () => {
    const spare = createSpareBuffers(2);
    const [small, large] = [spare.take(8), spare.take(16)];
    spare.giveBack([small, large]);
    expect(spare.take(8)).toBe(small);
    expect(spare.take(8)).not.toBe(small);
    expect(spare.take(16)).toBe(large);
  });

  test('are kept up to a number, the newest ones', () => {
    const spare = createSpareBuffers(2);
    const three = [1, 2, 3].map(() => spare.take(8));
    spare.giveBack(three);
    const again = [1, 2, 3].map(() => spare.take(8));
    expect(three.map((buffer) => again.includes(buffer))).toEqual([false, true, true]);
  });
});
