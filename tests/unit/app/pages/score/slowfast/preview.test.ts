import { describe, expect, test, vi } from 'vitest';
import type { PreviewAccess } from '../../../../../../src/app/pages/score/slowfast/preview';
import { SlowFastPreview } from '../../../../../../src/app/pages/score/slowfast/preview';
import { nearestShown, shownFrames } from '../../../../../../src/app/pages/score/slowfast/shown-frames';
import { fail, ok } from '../../../../../../src/base/result';
import type {
  KeptFrames,
  Reclassification,
  ReclassifyRequest,
} from '../../../../../../src/scoring/reclassify/reclassification';
import { DEFAULT_SLOWFAST } from '../../../../../../src/slowfast/options';
import { sampleReport } from '../../../sample-report';

const KEPT: KeptFrames = { id: 'a', ratePerSecond: 8, sampledFrames: 3, whole: true, bytes: 1 };
const ANSWER: Reclassification = { frames: [], windows: [] };
const wish = (frameSimilarity: number): ReclassifyRequest => ({
  options: { ...DEFAULT_SLOWFAST, frameSimilarity },
  ratePerSecond: 8,
});

/** Answers when the test calls `answer`. */
function rig(hands: Partial<PreviewAccess> = {}) {
  const asked: { threshold: number; answer: (answer: Reclassification | undefined) => void }[] = [];
  const keep = vi.fn(hands.keep ?? (() => Promise.resolve(ok(KEPT))));
  const reclassify = (_id: string, { options }: ReclassifyRequest) =>
    new Promise<Reclassification | undefined>((answer) => asked.push({ threshold: options.frameSimilarity, answer }));
  const onChange = vi.fn();
  const preview = new SlowFastPreview({ keep, reclassify }, onChange);
  return { preview, asked, keep, onChange };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a preview of other thresholds', () => {
  test('reads the clip once, then only requests classifications', async () => {
    const { preview, asked, keep } = rig();
    preview.want(wish(0.5));
    await settle();
    asked[0]!.answer(ANSWER);
    await settle();
    preview.want(wish(0.6));
    await settle();
    expect(keep).toHaveBeenCalledTimes(1);
    expect(asked.map(({ threshold }) => threshold)).toEqual([0.5, 0.6]);
    expect(preview.shown).toMatchObject({ frameSimilarity: 0.5, ratePerSecond: 8 });
  });

  test('has one running request, and sends only the last of those made meanwhile', async () => {
    const { preview, asked } = rig();
    preview.want(wish(0.1));
    await settle();
    for (let i = 2; i < 9; i++) preview.want(wish(i / 10));
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]!.answer(ANSWER);
    await settle();
    expect(asked.map(({ threshold }) => threshold)).toEqual([0.1, 0.8]);
    asked[1]!.answer(ANSWER);
    await settle();
    expect(preview.shown).toMatchObject({ frameSimilarity: 0.8 });
    expect(asked).toHaveLength(2);
  });

  test('requests the last choice made during the pass over the clip', async () => {
    let come: () => void = () => undefined;
    const { preview, asked } = rig({ keep: () => new Promise((resolve) => (come = () => resolve(ok(KEPT)))) });
    preview.want(wish(0.1));
    preview.want(wish(0.9));
    expect(preview.gathering).toBe(true);
    come();
    await settle();
    expect(asked.map(({ threshold }) => threshold)).toEqual([0.9]);
  });

  test('reads the clip again where the worker no longer keeps its frames', async () => {
    const { preview, asked, keep } = rig();
    preview.want(wish(0.5));
    await settle();
    asked[0]!.answer(undefined);
    await settle();
    expect(keep).toHaveBeenCalledTimes(2);
    asked[1]!.answer(ANSWER);
    await settle();
    expect(preview.shown).toMatchObject({ frameSimilarity: 0.5 });
  });

  test('gives the reason of a failure, and tries again with the next request', async () => {
    let keeps = 0;
    const { preview } = rig({
      keep: () => Promise.resolve(keeps++ === 0 ? fail('unreadable-file', 'The file is gone.') : ok(KEPT)),
    });
    preview.want(wish(0.5));
    await settle();
    expect(preview.problem).toBe('The file is gone.');
    preview.want(wish(0.6));
    await settle();
    expect(preview.problem).toBeUndefined();
    expect(preview.kept).toEqual(KEPT);
  });

  test('changes nothing after it was stopped', async () => {
    const { preview, asked, onChange } = rig();
    preview.want(wish(0.5));
    await settle();
    preview.stop();
    const before = onChange.mock.calls.length;
    asked[0]!.answer(ANSWER);
    preview.want(wish(0.6));
    await settle();
    expect(preview.shown).toBeUndefined();
    expect(onChange.mock.calls.length).toBe(before);
  });
});

describe('the frames drawn', () => {
  const report = sampleReport();

  test('are the report’s where nothing else was requested', () => {
    const shown = shownFrames(report, new Map(), undefined);
    expect(shown.frames).toBe(report.slowfast.frames);
    expect(shown.windows).toMatchObject([{ slowFrames: 2, fastFrames: 1, tokensSpent: 120 }]);
    expect(nearestShown(shown, 2)).toBe(2);
  });

  test('of a lower rate keep their pictures and their places along the report', () => {
    const picture = { url: 'blob:x', columns: 1, rows: 1, cell: 0 };
    const frames = [{ ...report.slowfast.frames[0]! }, { ...report.slowfast.frames[2]!, index: 1, instant: 0.25 }];
    const preview = { frames, windows: [], ratePerSecond: 4, frameSimilarity: 0.5 };
    const shown = shownFrames(report, new Map([[2, picture]]), preview);
    expect(shown.places).toEqual([0, 2]);
    expect(shown.pictures).toEqual(new Map([[1, picture]]));
    expect([undefined, 0, 1, 2].map((place) => nearestShown(shown, place))).toEqual([undefined, 0, 0, 1]);
  });
});
