import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedResult } from '../../../../../src/app/pages/score/saved/saved-results';
import { Runner } from '../../../../../src/app/pages/score/runner';
import { newStore } from '../../score-store';
import type { Result } from '../../../../../src/base/result';
import { fail, ok } from '../../../../../src/base/result';
import type { ScoreCall, ScoringClient } from '../../../../../src/scoring/transport/client';
import type { ScoreOptions } from '../../../../../src/scoring/options';
import type { ScoreReport } from '../../../../../src/scoring/report';
import { sampleReport } from '../../sample-report';

interface Call {
  readonly file: File;
  readonly options: ScoreOptions;
  readonly call: ScoreCall;
  readonly end: (result: Result<ScoreReport>) => void;
}

/** A client whose runs the test ends by hand. */
function fakeClient() {
  const calls: Call[] = [];
  const chosen: string[] = [];
  const client: ScoringClient = {
    score: (file, options, call = {}) =>
      new Promise((resolve) => {
        call.signal?.addEventListener('abort', () => resolve(fail('cancelled', 'Cancelled.')));
        calls.push({ file, options, call, end: resolve });
      }),
    inspect: () => Promise.resolve(fail('cancelled', 'Nobody inspects here.')),
    pictures: () => Promise.resolve(fail('cancelled', 'Nobody compares here.')),
    keepFrames: () => Promise.resolve(fail('cancelled', 'Nobody moves a threshold here.')),
    reclassify: () => Promise.resolve(undefined),
    dropFrames: () => undefined,
    chooseJudge: (choice) => void chosen.push(choice.kind),
    capabilities: () => Promise.resolve({ webgpu: 'none', adapter: '', crossOriginIsolated: false, threads: 1 }),
    dispose: () => undefined,
  };
  return { client, calls, chosen };
}

/** Keeps results by file name. */
class MemoryResults {
  readonly results = new Map<string, SavedResult>();
  readonly recall = (file: File): Promise<SavedResult | undefined> => Promise.resolve(this.results.get(file.name));
  readonly save = (file: File, _options: ScoreOptions, result: SavedResult): Promise<void> => {
    this.results.set(file.name, result);
    return Promise.resolve();
  };
  readonly clear = (): Promise<void> => Promise.resolve(this.results.clear());
}

const video = (name: string): File => new File(['bytes'], name);

describe('the runner', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const store = newStore();
    const { client, calls } = fakeClient();
    const createClient = vi.fn(() => Promise.resolve(client));
    const released: string[] = [];
    const results = new MemoryResults();
    const runner = new Runner({
      store,
      createClient,
      results,
      toPicture: ({ index }) => Promise.resolve({ url: `blob:${index}`, columns: 1, rows: 1, cell: 0 }),
      releasePictures: (pictures) => released.push(...[...pictures.values()].map(({ url }) => url)),
    });
    const settle = () => vi.advanceTimersByTimeAsync(200);
    const phases = () => store.state.items.map((item) => item.phase.kind);
    return { store, runner, calls, createClient, results, released, settle, phases };
  }

  it('makes no client before the first file', async () => {
    const { runner, createClient, settle } = setUp();
    await settle();
    expect(createClient).not.toHaveBeenCalled();
    runner.add([video('a.mp4')]);
    await settle();
    expect(createClient).toHaveBeenCalledOnce();
  });

  it('scores a degraded copy from the file of its clip, as an item that has no file to play', async () => {
    const { store, runner, calls, results, settle } = setUp();
    runner.add([video('a.mp4')]);
    await settle();
    calls[0]!.end(ok(sampleReport()));
    await settle();
    // This results knows files by their names alone.
    results.results.clear();
    const id = runner.addDegradedCopy(store.state.items[0]!, 'noise-clear');
    await settle();
    expect(calls[1]!.file).toBe(calls[0]!.file);
    expect(calls.map(({ options }) => options.degradedCopy)).toEqual([undefined, 'noise-clear']);
    expect(await runner.open(id)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('no file to play') },
    });
    expect(await runner.open(store.state.items[0]!.id)).toMatchObject({ ok: true });
    calls[1]!.end(ok(sampleReport()));
    await settle();
    expect(store.state.items[1]!.report!.video).toBe('a.mp4, with noise (clear)');
  });

  it('scores one file at a time, in order, and a failed file does not affect others', async () => {
    const { runner, calls, settle, phases } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    expect(phases()).toEqual(['working', 'queued']);
    calls[0]!.end(fail('damaged-file', 'The file is damaged. Re-encode it.'));
    await settle();
    expect(phases()).toEqual(['failed', 'working']);
    calls[1]!.end(ok(sampleReport()));
    await settle();
    expect(phases()).toEqual(['failed', 'done']);
    expect(calls.map(({ file }) => file.name)).toEqual(['a.mp4', 'b.mp4']);
  });

  it('passes progress, words and pictures on', async () => {
    const { store, runner, calls, settle } = setUp();
    runner.add([video('a.mp4')]);
    await settle();
    calls[0]!.call.onProgress?.({ stage: 'sampling', framesDone: 5, framesTotal: 9, rate: 50, secondsLeft: 1 });
    calls[0]!.call.onThumbnail?.({ index: 0, width: 1, height: 1, rgba: new Uint8ClampedArray(4) });
    await settle();
    expect(store.state.items[0]).toMatchObject({ phase: { kind: 'working', progress: { framesDone: 5 } } });
    const rationaleWords = [{ id: 'clarity-quality', words: ['Poor', '<think>'] }] as const;
    calls[0]!.call.onWords?.(rationaleWords);
    expect(store.state.items[0]).toMatchObject({ phase: { progress: { framesDone: 5 }, rationaleWords } });
    expect(store.state.items[0]?.pictures.get(0)?.url).toBe('blob:0');
  });

  it('cancels the running file and continues with the next', async () => {
    const { store, runner, settle, phases } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    runner.cancel(store.state.items[0]!.id);
    await settle();
    expect(phases()).toEqual(['cancelled', 'working']);
  });

  it('removes a waiting file from the queue without a run', async () => {
    const { store, runner, calls, settle, phases } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    runner.cancel(store.state.items[1]!.id);
    calls[0]!.end(ok(sampleReport()));
    await settle();
    expect(phases()).toEqual(['done', 'cancelled']);
    expect(calls).toHaveLength(1);
  });

  it('removes a running file, releases its pictures and continues', async () => {
    const { store, runner, calls, released, settle, phases } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    calls[0]!.call.onThumbnail?.({ index: 0, width: 1, height: 1, rgba: new Uint8ClampedArray(4) });
    await settle();
    runner.remove(store.state.items[0]!.id);
    await settle();
    expect(phases()).toEqual(['working']);
    expect(calls[1]?.file.name).toBe('b.mp4');
    expect(released).toContain('blob:0');
  });

  it('scores again with the current choices, with rationales on request', async () => {
    const { store, runner, calls, settle } = setUp();
    runner.add([video('a.mp4')]);
    await settle();
    calls[0]!.end(ok(sampleReport()));
    await settle();
    store.dispatch({ kind: 'choices', choices: { ratePerSecond: 2, provider: 'wasm' } });
    runner.again(store.state.items[0]!.id, true);
    await settle();
    expect(calls[0]!.options).toMatchObject({ ratePerSecond: 8, explain: false, profile: 'both' });
    expect(calls[1]!.options).toMatchObject({ ratePerSecond: 2, explain: true, provider: 'wasm', packing: 'cpu' });
  });

  it('keeps what was scored and finds it again without a run, under the name of now', async () => {
    const { store, runner, calls, results, settle, phases } = setUp();
    runner.add([video('a.mp4')]);
    await settle();
    calls[0]!.end(ok(sampleReport({ video: 'other.mp4' })));
    await settle();
    expect(results.results.get('a.mp4')?.report.video).toBe('a.mp4');
    runner.add([video('a.mp4')]);
    await settle();
    expect(phases()).toEqual(['done', 'done']);
    expect(store.state.items.map(({ recalled }) => recalled)).toEqual([false, true]);
    expect(calls).toHaveLength(1);
  });

  it('scores anew what has a report already, and keeps no failure', async () => {
    const { store, runner, calls, results, settle } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    calls[0]!.end(ok(sampleReport()));
    await settle();
    calls[1]!.end(fail('damaged-file', 'The file is damaged. Re-encode it.'));
    await settle();
    runner.again(store.state.items[0]!.id, false);
    await settle();
    expect(calls).toHaveLength(3);
    expect([...results.results.keys()]).toEqual(['a.mp4']);
  });

  it('starts no further file while paused, and continues afterwards', async () => {
    const { runner, calls, settle, phases } = setUp();
    runner.add([video('a.mp4'), video('b.mp4')]);
    await settle();
    runner.pause(true);
    calls[0]!.end(ok(sampleReport()));
    await settle();
    expect(phases()).toEqual(['done', 'queued']);
    runner.pause(false);
    await settle();
    expect(phases()).toEqual(['done', 'working']);
  });

  it('calls files from a folder by their paths', async () => {
    const { store, runner, calls, settle } = setUp();
    runner.add([video('a.mp4')], ['one/a.mp4']);
    await settle();
    calls[0]!.end(ok(sampleReport()));
    await settle();
    expect(store.state.items[0]).toMatchObject({ name: 'one/a.mp4', report: { video: 'one/a.mp4' } });
  });

  it('turns a client that cannot be made into a sentence, and tries anew next time', async () => {
    const { store, runner, createClient, calls, settle, phases } = setUp();
    createClient.mockRejectedValueOnce(new Error('no connection'));
    runner.add([video('a.mp4')]);
    await settle();
    expect(store.state.items[0]?.phase).toMatchObject({ kind: 'failed', error: { code: 'internal' } });
    runner.again(store.state.items[0]!.id, false);
    await settle();
    calls[0]!.end(ok(sampleReport()));
    await settle();
    expect(phases()).toEqual(['done']);
  });
});
