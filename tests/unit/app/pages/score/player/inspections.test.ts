import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '../../../../../../src/app/pages/score/choices';
import { Inspections, inspectOptions } from '../../../../../../src/app/pages/score/player/inspections';
import { commandOf, PLAYER_SHORTCUTS } from '../../../../../../src/app/pages/score/player/shortcuts';
import { SCORE_SHORTCUTS } from '../../../../../../src/app/pages/score/score-shortcuts';
import { SHELL_SHORTCUTS } from '../../../../../../src/app/shell/shortcuts';
import type { Result } from '../../../../../../src/base/result';
import { fail, ok } from '../../../../../../src/base/result';
import type { InspectCall } from '../../../../../../src/scoring/transport/client';
import type { InspectRequest, Inspection } from '../../../../../../src/scoring/inspect/inspection';
import { DEFAULT_SLOWFAST } from '../../../../../../src/slowfast/options';
import { sampleReport } from '../../../sample-report';

const PATCHES: Inspection = { kind: 'patches', measure: 'cosine', threshold: 0.7, maps: [] };
const PROGRESS = { stage: 'sampling', framesDone: 3, framesTotal: 9, rate: 5, secondsLeft: 1 } as const;

function rig() {
  const asked: { request: InspectRequest; call: InspectCall; end: (result: Result<Inspection>) => void }[] = [];
  let changes = 0;
  const inspections = new Inspections(
    (request, call) => new Promise((end) => asked.push({ request, call, end })),
    () => changes++,
  );
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { inspections, asked, settle, changes: () => changes };
}

describe('the inspections of a clip', () => {
  it('are requested once, show their progress, and are cached', async () => {
    const { inspections, asked, settle, changes } = rig();
    inspections.start('patches');
    inspections.start('patches');
    expect(asked).toHaveLength(1);
    asked[0]!.call.onProgress?.(PROGRESS);
    expect(inspections.running).toMatchObject({ kind: 'patches', progress: PROGRESS });
    const before = changes();
    asked[0]!.end(ok(PATCHES));
    await settle();
    expect(changes()).toBeGreaterThan(before);
    expect(inspections.running).toBeUndefined();
    expect(inspections.found('patches')).toBe(PATCHES);
    inspections.start('patches');
    expect(asked).toHaveLength(1);
  });

  it('cancel each other, and a cancelled one reports nothing more', async () => {
    const { inspections, asked, settle } = rig();
    inspections.start('windows');
    inspections.start('patches');
    expect(asked[0]!.call.signal?.aborted).toBe(true);
    asked[0]!.end(fail('cancelled', 'Cancelled.'));
    await settle();
    expect(inspections.problem).toBeUndefined();
    expect(inspections.running?.kind).toBe('patches');
    inspections.cancel();
    expect(inspections.running).toBeUndefined();
    asked[1]!.end(ok(PATCHES));
    await settle();
    expect(inspections.found('patches')).toBeUndefined();
  });

  it('give the reason of a failure until the next one starts', async () => {
    const { inspections, asked, settle } = rig();
    inspections.start('windows');
    asked[0]!.end(fail('gpu-lost', 'The GPU was lost. Try again.'));
    await settle();
    expect(inspections.problem).toBe('The GPU was lost. Try again.');
    inspections.start('windows');
    expect(inspections.problem).toBeUndefined();
  });

  it('use the thresholds and the rate of the report, not the current options', () => {
    const report = sampleReport();
    const moved = { ...DEFAULT_CHOICES, ratePerSecond: 2, frameSimilarity: 0.3 } as const;
    expect(inspectOptions(report, moved)).toMatchObject({
      ratePerSecond: 8,
      slowfast: { frameSimilarity: DEFAULT_SLOWFAST.frameSimilarity },
    });
  });
});

describe('the shortcuts of the player', () => {
  const press = (key: string, changes = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...changes });

  it('have a key of their own each, which the page gives no other meaning', () => {
    const keys = [...PLAYER_SHORTCUTS, ...SHELL_SHORTCUTS, ...SCORE_SHORTCUTS].flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leave the keys that scroll and press to the page until the picture has the focus', () => {
    expect(commandOf(press(' '), false, true)).toBeUndefined();
    expect(commandOf(press(' '), true, true)).toBe('play');
    expect(commandOf(press('ArrowLeft'), false, true)).toBeUndefined();
    expect(commandOf(press('.'), false, true)).toBe('frame-on');
    expect(commandOf(press('n'), false, true)).toBe('next-worst');
  });

  it('are those on the picture alone where single keys are switched off', () => {
    for (const { keys, onPicture } of PLAYER_SHORTCUTS) {
      for (const key of keys) expect(commandOf(press(key), true, false) !== undefined, key).toBe(onPicture);
    }
  });

  it('leave combinations to the browser', () => {
    expect(commandOf(press('a', { ctrlKey: true }), true, true)).toBeUndefined();
  });
});
