import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import type { JudgeDescription, Rationales, WindowReading } from '../../../src/judges/judge';
import { DIMENSIONS } from '../../../src/quality/dimensions';
import { levelsOf } from '../../../src/quality/levels';
import { TAGS } from '../../../src/quality/tags';

/** What the suite needs of a judge: `Judge`, with the type of its windows fixed. */
export interface TestedJudge<W> extends JudgeDescription {
  read(window: W): Promise<Result<WindowReading>>;
  dispose(): Promise<void>;
}

export interface JudgeSuite<W> {
  readonly name: string;
  readonly open: () => Promise<Result<TestedJudge<W>>>;
  /** A window, the same for the same seed. */
  readonly windowOf: (seed: number) => W;
  /** Changes what `windowOf` returned, as releasing its buffers does. */
  readonly overwrite: (window: W) => void;
}

/** The prompt of the windows' clip: without one, judges that read leave text alignment out. */
const PROMPT = 'A red fox runs across the snow.';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The contract of src/judges/judge.ts: every judge passes these tests. */
export function judgeSuite<W>({ name, open, windowOf, overwrite }: JudgeSuite<W>): void {
  describe(`${name} as a judge`, () => {
    let judge: TestedJudge<W>;
    beforeAll(async () => (judge = valueOf(await open())));
    afterAll(() => judge.dispose());

    const reading = async (seed: number): Promise<WindowReading> => valueOf(await judge.read(windowOf(seed)));
    const judgeAll = async (each: WindowReading) =>
      valueOf(await each.judge({ dimensions: judge.dimensions, prompt: PROMPT }));

    test('offers each dimension or states why it does not', () => {
      const all = DIMENSIONS.map(({ id }) => id);
      expect(judge.dimensions).toEqual(all.filter((id) => judge.dimensions.includes(id)));
      for (const id of all) {
        if (judge.dimensions.includes(id)) expect(judge.unavailable[id], id).toBeUndefined();
        else expect(judge.unavailable[id], id).toMatch(/\w/);
      }
    });

    test('identifies itself and states a usable sampling', () => {
      const { identity, sampling, artifacts } = judge;
      expect(identity.sha256).toMatch(/^[0-9a-f]{64}$/);
      for (const text of [identity.name, identity.version, identity.reason]) expect(text).toMatch(/\w/);
      expect(sampling.ratePerSecond).toBeGreaterThan(0);
      expect(Number.isInteger(sampling.windowFrames) && sampling.windowFrames > 0).toBe(true);
      const tags = new Set(TAGS.map(({ id }) => id));
      expect(artifacts.filter((tag) => !tags.has(tag))).toEqual([]);
      expect(new Set(artifacts).size).toBe(artifacts.length);
    });

    test('gives distributions that sum to 1 over the levels of their profile', async () => {
      const each = await reading(1);
      const { distributions, artifacts, cost } = await judgeAll(each);
      each.release();
      for (const { id, profile, levels, probabilities, unplaced } of distributions) {
        expect(levels, id).toEqual(levelsOf(profile).map(({ word }) => word));
        expect(probabilities, id).toHaveLength(levels.length);
        expect(Math.min(...probabilities), id).toBeGreaterThanOrEqual(0);
        expect(Math.abs(probabilities.reduce((a, b) => a + b) - 1), id).toBeLessThan(1e-9);
        if (unplaced === undefined) continue;
        expect(unplaced, id).toBeGreaterThanOrEqual(0);
        expect(unplaced, id).toBeLessThanOrEqual(1);
      }
      expect(artifacts.map(({ tag }) => tag)).toEqual(judge.artifacts);
      for (const { tag, probability } of artifacts) {
        expect(probability >= 0 && probability <= 1, `${tag}: ${probability}`).toBe(true);
      }
      expect(cost.milliseconds).toBeGreaterThanOrEqual(0);
    });

    test('answers in the order of the request and leaves out what it does not offer', async () => {
      const each = await reading(2);
      const backwards = judge.dimensions.toReversed();
      const { distributions } = valueOf(await each.judge({ dimensions: backwards, prompt: PROMPT }));
      expect(distributions.map(({ id }) => id)).toEqual(backwards);
      const missing = DIMENSIONS.map(({ id }) => id).filter((id) => !judge.dimensions.includes(id));
      expect(valueOf(await each.judge({ dimensions: missing, prompt: PROMPT })).distributions).toEqual([]);
      each.release();
    });

    test('gives the same numbers twice, from one reading and from two', async () => {
      const [one, other] = [await reading(3), await reading(3)];
      const first = (await judgeAll(one)).distributions;
      expect((await judgeAll(one)).distributions).toEqual(first);
      expect((await judgeAll(other)).distributions).toEqual(first);
      one.release();
      other.release();
    });

    test('keeps readings separate, in any order of judging and release', async () => {
      const expected = [];
      for (const seed of [4, 5, 6]) {
        const each = await reading(seed);
        expected.push((await judgeAll(each)).distributions);
        each.release();
      }
      const [a, b, c] = await Promise.all([4, 5, 6].map(reading));
      expect((await judgeAll(c!)).distributions).toEqual(expected[2]);
      b!.release();
      b!.release();
      expect((await judgeAll(a!)).distributions).toEqual(expected[0]);
      for (const each of [a!, c!]) each.release();
    });

    test('needs nothing of the window after `read`', async () => {
      const window = windowOf(7);
      const each = valueOf(await judge.read(window));
      overwrite(window);
      const untouched = await reading(7);
      expect((await judgeAll(each)).distributions).toEqual((await judgeAll(untouched)).distributions);
      each.release();
      untouched.release();
    });

    test('does not judge for a signal that is aborted', async () => {
      const each = await reading(8);
      const request = { dimensions: judge.dimensions, prompt: PROMPT, signal: AbortSignal.abort() };
      expect(await each.judge(request)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      each.release();
    });

    rationaleTests(() => judge, reading);
  });
}

function rationaleTests<W>(judge: () => TestedJudge<W>, reading: (seed: number) => Promise<WindowReading>): void {
  test('writes rationales that only grow, in the order of the distributions, the rating word first', async () => {
    if (judge().rationale === 'none') return;
    const each = await reading(9);
    const { distributions } = valueOf(await each.judge({ dimensions: judge().dimensions, prompt: PROMPT }));
    let before: Rationales = distributions.map(({ id }) => ({ id, words: [] }));
    for await (const step of each.explain(distributions)) {
      const now = valueOf(step);
      expect(now.map(({ id }) => id)).toEqual(distributions.map(({ id }) => id));
      now.forEach(({ words }, row) => expect(words.slice(0, before[row]!.words.length)).toEqual(before[row]!.words));
      before = now;
    }
    for (const [row, { levels, probabilities }] of distributions.entries()) {
      const likeliest = levels[probabilities.indexOf(Math.max(...probabilities))];
      expect(before[row]!.words[0]).toBe(likeliest);
      expect(before[row]!.words.length).toBeGreaterThan(1);
    }
    each.release();
  });

  test('stops writing within one word of a cancel, and when the iteration is left', async () => {
    if (judge().rationale === 'none') return;
    const each = await reading(10);
    const { distributions } = valueOf(await each.judge({ dimensions: judge().dimensions.slice(0, 1), prompt: PROMPT }));
    const stop = new AbortController();
    const steps: Result<Rationales>[] = [];
    for await (const step of each.explain(distributions, stop.signal)) {
      steps.push(step);
      stop.abort();
    }
    expect(steps.map(({ ok }) => ok)).toEqual([true, false]);
    expect(steps[1]).toMatchObject({ error: { code: 'cancelled' } });
    for await (const step of each.explain(distributions)) {
      expect(step.ok).toBe(true);
      break;
    }
    // The reading is still usable.
    expect(
      valueOf(await each.judge({ dimensions: judge().dimensions.slice(0, 1), prompt: PROMPT })).distributions,
    ).toEqual(distributions);
    each.release();
  });
}
