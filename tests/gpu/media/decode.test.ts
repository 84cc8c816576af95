import { describe, expect, it, type TestContext } from 'vitest';
import { commands } from 'vitest/browser';
import { browserPlatform } from '../../../src/media/decode-webcodecs';
import { openVideo } from '../../../src/media/open';
import { walk, type Walk } from '../../fixtures/walk';

/** tests/fixtures/media-commands.mjs. */
declare module 'vitest/browser' {
  interface BrowserCommands {
    ingestFile(name: string): Promise<string | null>;
    walkInNode(name: string): Promise<string>;
  }
}

/** Bit-exact formats: each must leave the same bytes in Chromium and in Node. */
const SAME_BYTES = [
  ['good/mdn_rabbit320.mp4', 'H.264 Constrained Baseline'],
  ['good/ax_15fps.mp4', 'H.264 High at 720p'],
  ['good/ax_fragmented.mp4', 'H.264 in fragments'],
  ['good/intel_asl_walk.mkv', 'H.264 full range in Matroska'],
  ['good/mdn_crystal.webm', 'VP8'],
  ['good/ax_bbb_vp9.mp4', 'VP9'],
  ['odd/ax_vp9_10bit.webm', 'VP9 10-bit'],
  ['odd/mp_tiny_av1.mp4', 'AV1'],
  ['odd/ax_av1.mkv', 'AV1 10-bit in Matroska'],
  ['odd/mb_rotate.mp4', 'H.264 turned by 90 degrees'],
  ['odd/ax_iibbibb_editlist.mp4', 'H.264 4:4:4 with an edit list'],
  ['odd/ax_slowmo.mp4', 'H.264 at an uneven rate'],
  ['odd/mk_live.webm', 'VP8 without a stated duration'],
  ['odd/mk_1frame.webm', 'a single VP8 frame'],
  ['bad/mk_trunc.webm', 'a truncated WebM'],
] as const;

describe('WebCodecs decoding', () => {
  it.for(SAME_BYTES)('decodes the same frames as Node from %s (%s)', async ([name], context) => {
    const source = await ingest(name, context);
    const here = await walkHere(source);
    const there = JSON.parse(await commands.walkInNode(name)) as Walk;
    expect(here.failure).toBeUndefined();
    expect(here.sampledFrames).toEqual(there.sampledFrames);
    expect(here.summary).toEqual(there.summary);
    expect(plain(here.info)).toEqual(there.info);
  });

  it('names the codec that a browser without HEVC cannot decode, and a remedy', async (context) => {
    const source = await ingest('odd/ax_motion_photo_mv.mp4', context);
    const opened = await openVideo(source, { platform: browserPlatform });
    if (opened.ok) return context.skip('This browser decodes HEVC.');
    expect(opened.error.code).toBe('unsupported-codec');
    expect(opened.error.message).toMatch(/hvc1.*another browser.*npm run score/);
  });

  it('stops at once and frees its frames when it is cancelled', async (context) => {
    const source = await ingest('good/mdn_crystal.webm', context);
    const opened = await openVideo(source, { platform: browserPlatform });
    if (!opened.ok) throw new Error(opened.error.message);
    const cancel = new AbortController();
    let shown = 0;
    for await (const sample of opened.value.sampledFrames({ ratePerSecond: 8, signal: cancel.signal })) {
      if (!sample.ok) expect(sample.error.code).toBe('cancelled');
      else if (++shown === 3) cancel.abort();
    }
    expect(shown).toBe(3);
  });

  it('can be stopped in the middle', async (context) => {
    const source = await ingest('good/mdn_crystal.webm', context);
    const opened = await openVideo(source, { platform: browserPlatform });
    if (!opened.ok) throw new Error(opened.error.message);
    for await (const sample of opened.value.sampledFrames({ ratePerSecond: 8 })) {
      expect(sample.ok).toBe(true);
      break;
    }
  });
});

async function walkHere(source: Blob): Promise<Walk> {
  const opened = await openVideo(source, { platform: browserPlatform });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  try {
    return await walk(opened.value);
  } finally {
    opened.value.close();
  }
}

/** The value after conversion to JSON and back. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Skips the test where the data folder lacks the file. */
async function ingest(name: string, { skip }: TestContext): Promise<Blob> {
  const encoded = (await commands.ingestFile(name)) ?? skip(`${name} is not in the data folder`);
  return new Blob([Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))]);
}
