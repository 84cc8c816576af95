import { describe, expect, it } from 'vitest';
import { FrameSeeker } from '../../../../../../src/app/pages/score/player/frame-seeker';

type OnFrame = (now: number, metadata: { readonly mediaTime: number }) => void;

/** A <video> over frames with these time stamps: it answers a seek with the frame that covers the time, a bit later. */
class FakeVideo extends EventTarget {
  readonly seeks: number[] = [];
  readonly duration: number;
  readonly #stamps: readonly number[];
  #time = 0;
  #waiting: OnFrame[] = [];

  constructor(stamps: readonly number[], duration = stamps.at(-1)! + 0.04) {
    super();
    this.#stamps = stamps;
    this.duration = duration;
  }

  get currentTime(): number {
    return this.#time;
  }

  set currentTime(seconds: number) {
    this.seeks.push(seconds);
    this.#time = seconds;
    setTimeout(() => {
      this.dispatchEvent(new Event('seeked'));
      const mediaTime = this.#stamps.findLast((stamp) => stamp <= seconds) ?? this.#stamps[0]!;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const each of waiting) each(0, { mediaTime });
    });
  }

  requestVideoFrameCallback(onFrame: OnFrame): void {
    this.#waiting.push(onFrame);
  }
}

function rig(stamps: readonly number[]) {
  const video = new FakeVideo(stamps);
  const shown: number[] = [];
  const seeker = new FrameSeeker(video as unknown as HTMLVideoElement, (seconds) => shown.push(seconds));
  return { video, seeker, shown };
}

const EVEN = Array.from({ length: 24 }, (_, k) => k / 24);
const STEP = { seconds: 1 / 24, even: true };

describe('the frame seeker', () => {
  it('shows the frame with a time stamp and reports which one it is', async () => {
    const { seeker, shown } = rig(EVEN);
    await seeker.seek(EVEN[7]!);
    expect(seeker.shown).toBe(EVEN[7]);
    expect(shown).toEqual([EVEN[7]]);
  });

  it('runs one seek at a time, and of many requests only the first and the last', async () => {
    const { seeker, video } = rig(EVEN);
    const all = EVEN.map((stamp) => seeker.seek(stamp));
    await Promise.all(all);
    expect(video.seeks).toHaveLength(2);
    expect(seeker.shown).toBe(EVEN.at(-1));
  });

  it('steps over every frame, forth and back, in one seek each where frames are even', async () => {
    const { seeker, shown, video } = rig(EVEN);
    await seeker.seek(0);
    for (let i = 0; i < 5; i++) await seeker.step(1, STEP);
    for (let i = 0; i < 5; i++) await seeker.step(-1, STEP);
    expect(shown).toEqual([0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0].map((k) => EVEN[k]));
    expect(video.seeks).toHaveLength(11);
  });

  it('skips no frame of an unevenly spaced clip', async () => {
    const stamps = [0, 0.02, 0.03, 0.11, 0.4, 0.42];
    const { seeker, shown } = rig(stamps);
    await seeker.seek(0);
    const uneven = { seconds: 0.03, even: false };
    for (let i = 1; i < stamps.length; i++) await seeker.step(1, uneven);
    expect([...new Set(shown)]).toEqual(stamps);
    for (let i = 1; i < stamps.length; i++) await seeker.step(-1, uneven);
    expect(seeker.shown).toBe(0);
  });

  it('stays on the first and the last frame', async () => {
    const { seeker } = rig(EVEN);
    await seeker.seek(0);
    await seeker.step(-1, STEP);
    expect(seeker.shown).toBe(0);
    await seeker.seek(EVEN.at(-1)!);
    await seeker.step(1, STEP);
    expect(seeker.shown).toBe(EVEN.at(-1));
  });

  it('drops a step that is requested during another one', async () => {
    const { seeker } = rig(EVEN);
    await seeker.seek(0);
    await Promise.all([seeker.step(1, STEP), seeker.step(1, STEP), seeker.step(1, STEP)]);
    expect(seeker.shown).toBe(EVEN[1]);
  });
});
