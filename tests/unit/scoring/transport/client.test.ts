import { expose } from 'comlink';
import type { Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/base/result';
import { fail, ok } from '../../../../src/base/result';
import type { ScoringClient } from '../../../../src/scoring/transport/client';
import { createScoringClient } from '../../../../src/scoring/transport/client';
import type { RationaleWords } from '../../../../src/judges/judge';
import type { Inspection } from '../../../../src/scoring/inspect/inspection';
import type { ScoreOptions } from '../../../../src/scoring/options';
import type { Progress } from '../../../../src/scoring/progress';
import type { ScoreReport } from '../../../../src/scoring/report';
import { DEFAULT_SLOWFAST } from '../../../../src/slowfast/options';
import type { Capabilities, ScoringService } from '../../../../src/scoring/transport/service';

/** A report is only passed through here; its warnings identify it. */
const report = (name: string): ScoreReport => ({ video: name, warnings: [] }) as unknown as ScoreReport;
const file = (name: string): File => new File([], name);
const progress: Progress = { stage: 'sampling', framesDone: 1, framesTotal: 9, rate: 1, secondsLeft: 8 };
const HARDWARE: Capabilities = { webgpu: 'hardware', adapter: 'made up', crossOriginIsolated: true, threads: 2 };

const NOTHING_FOUND: Inspection = { kind: 'patches', measure: 'cosine', threshold: 0.7, maps: [] };

const RATIONALE_WORDS: readonly RationaleWords[] = [{ id: 'clarity-quality', words: ['Poor', '<think>'] }];

type Behaviour = (
  name: string,
  options: ScoreOptions,
  say: (progress: Progress) => void,
) => Promise<Result<ScoreReport>>;

/** Workers made of message channels; `started` and `ended` count them. */
function rig(behaviour: Behaviour, watchdogMs?: number) {
  const seen = {
    started: 0,
    ended: 0,
    cancelled: 0,
    scored: [] as string[],
    inspected: [] as string[],
    options: [] as ScoreOptions[],
  };
  const createWorker = (): Worker => {
    seen.started++;
    const { port1, port2 } = new MessageChannel();
    let cancel: (() => void) | undefined;
    const service: ScoringService = {
      score(_file, name, options, onProgress, _onThumbnail, onWords) {
        void (onWords as Remote<NonNullable<typeof onWords>> | undefined)?.(RATIONALE_WORDS);
        seen.scored.push(name);
        seen.options.push(options);
        const say = onProgress as Remote<(progress: Progress) => void>;
        const stopped = new Promise<Result<ScoreReport>>((resolve) => {
          cancel = () => resolve(fail('cancelled', 'Cancelled.'));
        });
        return Promise.race([behaviour(name, options, (each) => void say(each)), stopped]);
      },
      async inspect(file, options, { kind }, onProgress) {
        seen.inspected.push(kind);
        const answered = await this.score(file, kind, options, onProgress, undefined, undefined);
        return answered.ok ? ok(NOTHING_FOUND) : answered;
      },
      async pictures(file, options, onProgress) {
        const answered = await this.score(file, 'pictures', options, onProgress, undefined, undefined);
        return answered.ok ? ok(1) : answered;
      },
      async keepFrames(file, options, onProgress) {
        const answered = await this.score(file, 'frames', options, onProgress, undefined, undefined);
        return answered.ok ? ok({ id: 'kept', ratePerSecond: 8, sampledFrames: 3, whole: true, bytes: 1 }) : answered;
      },
      reclassify: (id) => (id === 'kept' ? Promise.resolve({ frames: [], windows: [] }) : never),
      dropFrames: () => undefined,
      chooseJudge: async ({ kind }) => void seen.scored.push(`judge ${kind}`),
      cancel() {
        seen.cancelled++;
        cancel?.();
      },
      capabilities: async () => HARDWARE,
    };
    expose(service, port1);
    port1.start();
    port2.start();
    const terminate = (): void => {
      seen.ended++;
      port1.close();
      port2.close();
    };
    return Object.assign(port2, { terminate }) as unknown as Worker;
  };
  client = createScoringClient({
    modelUrl: 'models/mini/',
    createWorker,
    ...(watchdogMs === undefined ? {} : { watchdogMs }),
  });
  return { client, seen };
}

let client: ScoringClient | undefined;
afterEach(() => client?.dispose());

const never = new Promise<never>(() => undefined);
const scored: Behaviour = async (name) => ok(report(name));

test('changes the judge between two files, and gives it to a worker that replaces a dead one', async () => {
  let deaths = 0;
  const { client: each, seen } = rig(async (name) =>
    name === 'b.mp4' && deaths++ === 0 ? fail('internal', 'It died.') : ok(report(name)),
  );
  const score = (name: string) => each.score(new File(['x'], name), {});
  const first = score('a.mp4');
  each.chooseJudge({ kind: 'vlm', name: 'model', files: [] });
  await Promise.all([first, score('b.mp4'), score('c.mp4')]);
  expect(seen.scored).toEqual(['a.mp4', 'judge vlm', 'b.mp4', 'judge vlm', 'c.mp4']);
});

describe('the scoring client', () => {
  test('queues files and scores them one at a time in one worker', async () => {
    let running = 0;
    const { client, seen } = rig(async (name) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return ok(report(name));
    });
    const results = await Promise.all(['a', 'b', 'c'].map((name) => client.score(file(name), {})));
    expect(results.map((result) => result.ok && result.value.video)).toEqual(['a', 'b', 'c']);
    expect(seen).toMatchObject({ started: 1, scored: ['a', 'b', 'c'] });
  });

  test('returns failures as values with their codes, and continues with the next file', async () => {
    const { client } = rig(async (name) => (name === 'bad' ? fail('no-video-track', 'No picture.') : ok(report(name))));
    const [bad, good] = await Promise.all([client.score(file('bad'), {}), client.score(file('good'), {})]);
    expect(bad).toEqual(fail('no-video-track', 'No picture.'));
    expect(good).toMatchObject({ ok: true });
  });

  test('passes progress to the caller', async () => {
    const { client } = rig(async (name, _options, say) => {
      say(progress);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return ok(report(name));
    });
    const seen: Progress[] = [];
    await client.score(file('a'), {}, { onProgress: (each) => seen.push(each) });
    expect(seen).toEqual([progress]);
  });

  test('passes the words of a rationale as they arrive', async () => {
    const { client } = rig(async (name) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return ok(report(name));
    });
    const seen: (readonly RationaleWords[])[] = [];
    await client.score(file('a'), { explain: true }, { onWords: (rationaleWords) => seen.push(rationaleWords) });
    expect(seen).toEqual([RATIONALE_WORDS]);
  });

  test('returns what the browser offers', async () => {
    const { client } = rig(scored);
    expect(await client.capabilities()).toEqual(HARDWARE);
  });
});

describe('cancelling', () => {
  test('a running file ends it in the worker, which then scores the next', async () => {
    const { client, seen } = rig((name) => (name === 'endless' ? never : Promise.resolve(ok(report(name)))));
    const stop = new AbortController();
    const endless = client.score(file('endless'), {}, { signal: stop.signal });
    const next = client.score(file('next'), {});
    setTimeout(() => stop.abort(), 20);
    expect(await endless).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await next).toMatchObject({ ok: true });
    expect(seen).toMatchObject({ started: 1, cancelled: 1 });
  });

  test('a waiting file resolves at once and never reaches the worker', async () => {
    const { client, seen } = rig(() => never);
    void client.score(file('endless'), {});
    const stop = new AbortController();
    const waiting = client.score(file('waiting'), {}, { signal: stop.signal });
    stop.abort();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(seen.scored).not.toContain('waiting');
  });

  test('by disposing resolves what runs and what waits', async () => {
    const { client, seen } = rig(() => never);
    const both = [client.score(file('a'), {}), client.score(file('b'), {})];
    setTimeout(() => client.dispose(), 20);
    for (const result of await Promise.all(both)) expect(result).toMatchObject({ error: { code: 'cancelled' } });
    expect(seen.ended).toBe(1);
  });
});

describe('the watchdog', () => {
  test('ends a worker that shows no progress, and the next file gets a new one', async () => {
    const { client, seen } = rig((name) => (name === 'stuck' ? never : Promise.resolve(ok(report(name)))), 1000);
    const [stuck, next] = await Promise.all([client.score(file('stuck'), {}), client.score(file('next'), {})]);
    expect(stuck).toMatchObject({ ok: false, error: { code: 'stalled' } });
    expect(next).toMatchObject({ ok: true });
    expect(seen).toMatchObject({ started: 2, ended: 1 });
  });
});

describe('a lost GPU', () => {
  test('makes the clip score again on the CPU in a new worker, with a first warning in the report', async () => {
    const { client, seen } = rig(async (name, { provider }) =>
      provider === 'wasm'
        ? ok({ ...report(name), warnings: ['A frame is missing.'] })
        : fail('gpu-lost', 'The GPU was lost.'),
    );
    const result = await client.score(file('a'), { provider: 'auto', explain: true });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value.warnings).toEqual([
      'The GPU was lost. The clip was scored again on the CPU.',
      'A frame is missing.',
    ]);
    expect(seen.started).toBe(2);
    expect(seen.options[1]).toEqual({ provider: 'wasm', packing: 'cpu', explain: true });
  });
});

describe('an inspection', () => {
  test('is queued behind the files, and returns the result of the worker', async () => {
    const order: string[] = [];
    const { client, seen } = rig(async (name) => {
      order.push(name);
      return ok(report(name));
    });
    const scoring = client.score(file('a'), {});
    expect(await client.inspect(file('a'), {}, { kind: 'patches' })).toEqual(ok(NOTHING_FOUND));
    await scoring;
    expect(order).toEqual(['a', 'patches']);
    expect(seen).toMatchObject({ started: 1, inspected: ['patches'] });
  });

  test('is cancelled in the worker, which scores the next file', async () => {
    const { client, seen } = rig((name) => (name === 'windows' ? never : Promise.resolve(ok(report(name)))));
    const stop = new AbortController();
    const endless = client.inspect(
      file('a'),
      {},
      { kind: 'windows', sampledFrames: 8, step: 4 },
      { signal: stop.signal },
    );
    setTimeout(() => stop.abort(), 20);
    expect(await endless).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await client.score(file('next'), {})).toMatchObject({ ok: true });
    expect(seen).toMatchObject({ started: 1, cancelled: 1 });
  });

  test('fails when the GPU is lost, and the next call gets a fresh worker', async () => {
    const { client, seen } = rig(async (name) =>
      name === 'windows' ? fail('gpu-lost', 'The GPU was lost.') : ok(report(name)),
    );
    const lost = await client.inspect(file('a'), {}, { kind: 'windows', sampledFrames: 8, step: 4 });
    expect(lost).toMatchObject({ ok: false, error: { code: 'gpu-lost' } });
    expect(await client.score(file('a'), {})).toMatchObject({ ok: true });
    expect(seen).toMatchObject({ started: 2, ended: 1 });
  });
});

describe('kept frames', () => {
  const request = { options: DEFAULT_SLOWFAST, ratePerSecond: 8 };

  test('are queued behind the files; reclassifying them is not', async () => {
    let end: () => void = () => undefined;
    const { client, seen } = rig((name) =>
      name === 'slow'
        ? new Promise((resolve) => (end = () => resolve(ok(report(name)))))
        : Promise.resolve(ok(report(name))),
    );
    expect(await client.keepFrames(file('a'), {})).toMatchObject({ ok: true, value: { id: 'kept' } });
    const scoring = client.score(file('slow'), {});
    const pictures = client.pictures(file('a'), {}, {});
    expect(await client.reclassify('kept', request)).toEqual({ frames: [], windows: [] });
    expect(seen.scored).toEqual(['frames', 'slow']);
    end();
    await scoring;
    expect(await pictures).toEqual(ok(1));
  });

  test('are not there before a worker has started, nor after their worker ended', async () => {
    const { client, seen } = rig(async (name) =>
      name === 'broken' ? fail('internal', 'It broke.') : ok(report(name)),
    );
    expect(await client.reclassify('kept', request)).toBeUndefined();
    expect(seen.started).toBe(0);
    await client.keepFrames(file('a'), {});
    const unanswered = client.reclassify('another', request);
    await client.score(file('broken'), {});
    expect(await unanswered).toBeUndefined();
    expect(seen).toMatchObject({ started: 1, ended: 1 });
  });
});
