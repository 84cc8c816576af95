import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYOUT_MODES } from '../../../../../../src/app/pages/score/compare/layout-slice';
import { CLIP_NAMES, OWN_FILE } from '../../../../../../src/app/pages/score/link/clip-name';
import type { ScoreLink } from '../../../../../../src/app/pages/score/link/score-link';
import {
  DEFAULT_LINK,
  linkOf,
  readScoreLink,
  writeScoreLink,
} from '../../../../../../src/app/pages/score/link/score-link';
import { degradedItem } from '../../../../../../src/app/pages/score/queue';
import { PANELS } from '../../../../../../src/app/pages/score/report/report-slice';
import { PROFILE_CHOICES } from '../../../../../../src/app/pages/score/profile';
import { INITIAL_STATE, reduce } from '../../../score-store';
import { sampleItem, sampleReport } from '../../../sample-report';

const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const links: fc.Arbitrary<ScoreLink> = fc.record({
  clip: fc.constantFrom(...CLIP_NAMES),
  against: fc.option(fc.constantFrom(...CLIP_NAMES), { nil: undefined }),
  mode: fc.constantFrom(...LAYOUT_MODES),
  edge: fc.integer({ min: 0, max: 100 }),
  profile: fc.constantFrom(...PROFILE_CHOICES),
  sampledFrame: fc.option(fc.nat({ max: 5000 }), { nil: undefined }),
  panels: fc.subarray([...PANELS]),
  ratePerSecond: fc.constantFrom(8 as const, 2 as const),
  frameSimilarity: share,
  patchCosine: share,
  measure: fc.constantFrom('cosine' as const, 'luma' as const),
  lumaDifference: fc.integer({ min: 1, max: 32 }),
});

/** What each bad link is read as, beside the defaults, and whether the page says that something is wrong. */
const GARBAGE: readonly (readonly [hash: string, readable: Partial<ScoreLink>, reported: boolean])[] = [
  ['', {}, false],
  ['#', {}, false],
  ['#/', {}, false],
  ['#/score', {}, false],
  ['#/score?', {}, false],
  ['#/score?v=1', {}, false],
  ['#/score?&&&', {}, false],
  ['#/score?=', {}, false],
  ['#/score?=1&=2', {}, false],
  ['#/score?v', {}, true],
  ['#/score?v=', {}, true],
  ['#/score?v=0', {}, true],
  ['#/score?v=2&profile=both', {}, true],
  ['#/score?v=1.0&profile=both', {}, true],
  ['#/score?v=one&profile=both', {}, true],
  ['#/score?v=%31%31', {}, true],
  ['#/score?v=1&unknown=1', {}, false],
  ['#/score?v=1&__proto__=1&constructor=2', {}, false],
  ['#/score?v=1&provider=webgpu', {}, false],
  ['#/score?v=1&clip=', {}, true],
  ['#/score?v=1&clip=nobody', {}, true],
  ['#/score?v=1&clip=../../secrets', {}, true],
  ['#/score?v=1&clip=https://example.org/a.mp4', {}, true],
  ['#/score?v=1&clip=<script>alert(1)</script>', {}, true],
  ['#/score?v=1&clip=Lantern-Lake', {}, true],
  ['#/score?v=1&clip=%E0%A4%A', {}, true],
  ['#/score?v=1&clip=%00', {}, true],
  ['#/score?v=1&clip=hills.', {}, true],
  ['#/score?v=1&clip=.blur-strong', {}, true],
  ['#/score?v=1&clip=hills.blur', {}, true],
  ['#/score?v=1&clip=own.blur-strong', {}, true],
  ['#/score?v=1&clip=hills.blur-strong.noise-slight', {}, true],
  ['#/score?v=1&against=', {}, true],
  ['#/score?v=1&against=nobody&clip=hills', { clip: 'hills' }, true],
  ['#/score?v=1&against=hills_shake', {}, true],
  ['#/score?v=1&against=hills.melted-strong&mode=wipe', { mode: 'wipe' }, true],
  ['#/score?v=1&mode=', {}, true],
  ['#/score?v=1&mode=Wipe', {}, true],
  ['#/score?v=1&mode=over', {}, true],
  ['#/score?v=1&edge=', {}, true],
  ['#/score?v=1&edge=half', {}, true],
  ['#/score?v=1&edge=-3', { edge: 0 }, false],
  ['#/score?v=1&edge=1e9', { edge: 100 }, false],
  ['#/score?v=1&edge=33.4', { edge: 33 }, false],
  ['#/score?v=1&profile=', {}, true],
  ['#/score?v=1&profile=all&ratePerSecond=2', { ratePerSecond: 2 }, true],
  ['#/score?v=1&profile=q-save&profile=everything', {}, true],
  ['#/score?v=1&sampledFrame=', {}, true],
  ['#/score?v=1&sampledFrame=-1', {}, true],
  ['#/score?v=1&sampledFrame=1.5&profile=both', { profile: 'both' }, true],
  ['#/score?v=1&sampledFrame=1e3', {}, true],
  ['#/score?v=1&sampledFrame=99999999999999999999', {}, true],
  ['#/score?v=1&panels=options_attic', {}, true],
  ['#/score?v=1&panels=options_options_options', {}, true],
  ['#/score?v=1&ratePerSecond=24', {}, true],
  ['#/score?v=1&frameSimilarity=high', {}, true],
  ['#/score?v=1&frameSimilarity=7', { frameSimilarity: 1 }, false],
  ['#/score?v=1&patchCosine=-Infinity', { patchCosine: 0 }, false],
  ['#/score?v=1&patchCosine=NaN&measure=luma', { measure: 'luma' }, true],
  ['#/score?v=1&measure=eyes', {}, true],
  ['#/score?v=1&lumaDifference=0.2', { lumaDifference: 1 }, false],
  ['#/score?v=1?clip=hills#/aso', {}, true],
];

describe('the link to the score view', () => {
  it('brings every state back as it was', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(readScoreLink(writeScoreLink(link))).toEqual({ value: link, problem: undefined });
      }),
    );
  });

  it('leaves the defaults out, but always carries its version', () => {
    expect(writeScoreLink(DEFAULT_LINK)).toBe('#/score?v=1');
    expect(writeScoreLink({ ...DEFAULT_LINK, clip: 'hills', sampledFrame: 3, panels: ['options', 'details'] })).toBe(
      '#/score?v=1&clip=hills&sampledFrame=3&panels=options_details',
    );
  });

  it.each(GARBAGE)('reads the valid parts of %j, and reports invalid ones', (hash, readable, reported) => {
    const { value, problem } = readScoreLink(hash);
    expect(value).toEqual({ ...DEFAULT_LINK, ...readable });
    expect(problem !== undefined, problem).toBe(reported);
  });

  it('is tested with at least forty kinds of bad links', () => {
    expect(GARBAGE.length).toBeGreaterThanOrEqual(40);
  });

  it('reads a very long link', () => {
    expect(readScoreLink(`#/score?v=1&clip=${'a'.repeat(100_000)}`).value).toEqual(DEFAULT_LINK);
  });

  it('survives any text with a state that the page can show', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { value } = readScoreLink(`#/score?v=1&${text}`);
        expect(readScoreLink(writeScoreLink(value)).value).toEqual(value);
      }),
    );
  });

  it('opens a link that was made when the sampled frame was called `moment`', () => {
    expect(readScoreLink('#/score?v=1&moment=3')).toEqual({
      value: { ...DEFAULT_LINK, sampledFrame: 3 },
      problem: undefined,
    });
  });

  it('carries what the page shows: sample, profile, options, sampled frame, open panels', () => {
    const sample = sampleItem({
      id: 'example-hills',
      origin: 'example',
      phase: { kind: 'done' },
      report: sampleReport(),
    });
    const state = [
      { kind: 'add', items: [sample] } as const,
      { kind: 'profile', profile: 'both' } as const,
      { kind: 'choices', choices: { frameSimilarity: 0.5, provider: 'wasm' } } as const,
      { kind: 'sampledFrame', sampledFrame: 2 } as const,
      { kind: 'panel', panel: 'details', open: true } as const,
      { kind: 'panel', panel: 'options', open: true } as const,
    ].reduce(reduce, INITIAL_STATE);
    expect(linkOf(state)).toEqual({
      ...DEFAULT_LINK,
      clip: 'hills',
      profile: 'both',
      frameSimilarity: 0.5,
      sampledFrame: 2,
      panels: ['options', 'details'],
    });
  });

  it('carries a comparison: both clips, a degraded copy by its sample and degradation, and the layout', () => {
    const [hills, shake] = ['hills', 'shake'].map((name) =>
      sampleItem({ id: `example-${name}`, origin: 'example', phase: { kind: 'done' }, report: sampleReport() }),
    );
    const degradedCopy = degradedItem('degraded-copy-1', hills!, 'noise-clear');
    const opened = [
      { kind: 'add', items: [hills!, shake!] } as const,
      { kind: 'add', items: [degradedCopy] } as const,
      { kind: 'layout', layout: { mode: 'wipe', edge: 30 } } as const,
    ].reduce(reduce, INITIAL_STATE);
    const linkOfPair = (first: string, second: string): string =>
      writeScoreLink(linkOf(reduce(opened, { kind: 'compare', pair: { first, second } })));
    const layout = '&mode=wipe&edge=30';
    expect(linkOfPair(hills!.id, shake!.id)).toBe(`#/score?v=1&clip=hills&against=shake${layout}`);
    expect(linkOfPair(degradedCopy.id, hills!.id)).toBe(`#/score?v=1&clip=hills.noise-clear&against=hills${layout}`);
    // The layout is left out while one clip is on show.
    expect(writeScoreLink(linkOf(opened))).toBe('#/score?v=1&clip=hills');
    expect(linkOf(reduce(opened, { kind: 'select', id: degradedCopy.id })).clip).toBe('hills.noise-clear');
  });

  it('names a degraded copy of an own file as an own file', () => {
    const own = sampleItem({ id: 'file-1', phase: { kind: 'done' }, report: sampleReport() });
    const degradedCopy = degradedItem('degraded-copy-1', own, 'blur-strong');
    const state = [
      { kind: 'add', items: [own] } as const,
      { kind: 'add', items: [degradedCopy] } as const,
      { kind: 'compare', pair: { first: own.id, second: degradedCopy.id } } as const,
    ].reduce(reduce, INITIAL_STATE);
    expect(linkOf(state)).toMatchObject({ clip: OWN_FILE, against: OWN_FILE });
  });

  it('names an own file as such, and never carries its name', () => {
    const state = reduce(INITIAL_STATE, { kind: 'add', items: [sampleItem({ name: 'secret plans.mp4' })] });
    expect(linkOf(state).clip).toBe(OWN_FILE);
    expect(writeScoreLink(linkOf(state))).not.toMatch(/secret/);
  });
});
