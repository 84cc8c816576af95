import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { nodePlatform } from '../../../src/media/decode-node';
import { openFile } from '../../../src/media/file-node';
import { openVideo } from '../../../src/media/open';
import type { OpenVideo } from '../../../src/media/video';
import { ingestFacts } from '../../fixtures/ingest';
import { expectAllFrames } from '../../fixtures/all-frames';
import { walk } from '../../fixtures/walk';

const FACTS = ingestFacts();
/** H.264, VP9 and a fragmented file. All other files: tests/long. */
const REAL = ['good/mdn_rabbit320.mp4', 'good/ax_bbb_vp9.mp4', 'good/ax_fragmented.mp4'];

/** Skips the test where the data folder lacks the file. */
function find(name: string, { skip }: TestContext): Blob {
  const facts = FACTS.find(({ file }) => file === name);
  const blob = facts === undefined ? undefined : blobs.get(facts.path);
  return blob ?? skip(`${name} is not in the data folder`);
}

const blobs = new Map<string, Blob>();
for (const { path } of FACTS) {
  const opened = await openFile(path);
  if (opened.ok) blobs.set(path, opened.value);
}

async function open(source: Blob): Promise<OpenVideo> {
  const opened = await openVideo(source, { platform: nodePlatform });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  return opened.value;
}

async function failureOf(source: Blob): Promise<string> {
  const opened = await openVideo(source, { platform: nodePlatform });
  if (!opened.ok) return `${opened.error.code}: ${opened.error.message}`;
  const { failure } = await walk(opened.value);
  return failure ?? 'no failure';
}

describe('real files in Node', () => {
  it.for(REAL)('decodes all frames of %s', async (name, context) => {
    find(name, context);
    await expectAllFrames(FACTS.find(({ file }) => file === name)!);
  });

  it.for<[string, RegExp]>([
    ['bad/mk_zero.webm', /^empty-file: .*download or export it again/],
    ['bad/mk_text.mp4', /^unknown-container: .*text file/],
    ['bad/mk_zeros_64k.mp4', /^unknown-container: .*zeros/],
    ['odd/ax_sample.avi', /^unknown-container: .*AVI.*convert/],
    ['odd/mb_no_initial_key.ts', /^unknown-container: .*transport stream.*convert/],
    ['odd/ax_audio_only.mp4', /^no-video-track/],
    ['odd/ax_widevine.mp4', /^encrypted/],
    ['odd/mp_av1_cbcs.mp4', /^encrypted/],
    ['odd/ax_vvc.mp4', /^unsupported-codec: .*vvc1.*H\.264, VP9 or AV1/],
    ['odd/ax_mpeg4_part2.mp4', /^unsupported-codec: .*mp4v.*re-encode/],
    ['odd/ax_init_only.mp4', /^no-frames/],
    ['bad/mk_many_boxes.mp4', /^damaged-file/],
    ['bad/mk_stts_4g.mp4', /^damaged-file/],
    ['bad/mk_stsz_4g_table.mp4', /^damaged-file/],
    ['bad/mk_box_size_huge.mp4', /^damaged-file/],
    ['bad/mp_invalid_udta.mp4', /^damaged-file: .*first frame/],
  ])('refuses %s with a message', async ([name, sentence], context) => {
    expect(await failureOf(find(name, context))).toMatch(sentence);
  });

  it('decodes the rest of a truncated MP4 and reports its length', async (context) => {
    const source = find('odd/mk_frag_every_frame.mp4', context);
    const { summary, failure } = await walk(await open(source.slice(0, source.size >> 1)));
    expect(failure).toBeUndefined();
    expect(summary.framesDecoded).toBeGreaterThan(20);
    expect(summary.warnings.join()).toMatch(/ends early/);
  });

  it('reports n of m frames for an MP4 whose index lists more', async (context) => {
    const source = find('good/mdn_rabbit320.mp4', context);
    const { summary, failure } = await walk(await open(source.slice(0, source.size >> 1)));
    expect(failure).toBeUndefined();
    expect(summary.framesExpected).toBe(234);
    expect(summary.framesDecoded).toBeLessThan(200);
    expect(summary.warnings).toEqual([`The video ends early: ${summary.framesDecoded} of 234 frames were decoded.`]);
    expect(summary.sampledFrames + summary.missingFrames).toBe(63);
  });

  it('reports a truncated WebM and counts the missing instants', async (context) => {
    const source = find('bad/mk_trunc.webm', context);
    const { summary } = await walk(await open(source));
    expect(summary.warnings.join()).toMatch(/truncated: it ends after/);
    expect(summary.sampledFrames + summary.missingFrames).toBe(96);
  });

  it('stops when it is cancelled', async (context) => {
    const source = find('good/mdn_crystal.webm', context);
    const cancel = new AbortController();
    const codes: string[] = [];
    for await (const sample of (await open(source)).sampledFrames({ ratePerSecond: 8, signal: cancel.signal })) {
      codes.push(sample.ok ? 'sample' : sample.error.code);
      if (codes.length === 2) cancel.abort();
    }
    expect(codes).toEqual(['sample', 'sample', 'cancelled']);
  });

  it('reports every decoded frame of those it expects', async (context) => {
    const source = find('odd/mk_120fps.mp4', context);
    const seen: string[] = [];
    const video = await open(source);
    const onProgress = (decoded: number, expected: number | undefined): void =>
      void seen.push(`${decoded}/${expected}`);
    for await (const sample of video.sampledFrames({ ratePerSecond: 8, onProgress })) expect(sample.ok).toBe(true);
    expect(seen[0]).toBe('1/120');
    expect(seen.at(-1)).toBe('120/120');
  });
});

describe('openFile', () => {
  it('opens a file, and reports the problem with a path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slowglass-'));
    await writeFile(join(folder, 'a.bin'), 'four');
    const opened = await openFile(join(folder, 'a.bin'));
    expect(opened.ok && opened.value.size).toBe(4);
    expect(await openFile(join(folder, 'b.bin'))).toMatchObject({ ok: false, error: { code: 'unreadable-file' } });
    const message = await openFile(folder);
    expect(message.ok ? '' : message.error.message).toMatch(/is a folder/);
    await rm(folder, { recursive: true });
  });
});
