import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/media/guard';
import { withCheckedIndex, type CheckedIsobmff } from '../../../src/media/guard-isobmff';
import { box, element, file, movie, table, track, u32, word } from '../../fixtures/boxes';

async function outcomeOf(source: Blob): Promise<string> {
  const result = await inspect(source);
  return result.ok ? 'fine' : `${result.error.code}: ${result.error.message}`;
}

const MDAT = box('mdat', [1, 2, 3, 4, 5, 6, 7, 8]);
const ALL_ONES = 0xffffffff;

describe('the structure check of MP4 files', () => {
  it('accepts an intact file', async () => {
    expect(await outcomeOf(file(movie(track()), MDAT))).toBe('fine');
  });

  it.each([
    ['a stts run of 2^32 - 1 samples', { stts: table('stts', 1, ALL_ONES, 40) }],
    ['a ctts run of 2^32 - 1 samples', { ctts: table('ctts', 1, ALL_ONES, 0) }],
    ['a stsc run of 2^32 - 1 samples a chunk', { stsc: table('stsc', 1, 1, ALL_ONES, 1) }],
    ['a stsc whose chunks do not rise', { stsc: table('stsc', 2, 1, 1, 1, 1, 1, 1) }],
    ['a stsz that counts 2^32 - 1 samples of one size', { stsz: box('stsz', u32(0, 1, ALL_ONES)) }],
    ['a stsz table that is shorter than its count', { stsz: box('stsz', u32(0, 0, 100_000, 4, 4)) }],
    ['a stco table that is shorter than its count', { stco: table('stco', 1 << 30, 8) }],
    ['no sample description', { stsd: undefined }],
    ['an empty sample description', { stsd: box('stsd', u32(0, 0)) }],
  ])('refuses %s', async (_, tables) => {
    expect(await outcomeOf(file(movie(track({ tables })), MDAT))).toMatch(/^damaged-file: .*tables of its video track/);
  });

  it('keeps the intact track when another is damaged', async () => {
    const broken = track({ tables: { stts: table('stts', 1, ALL_ONES, 40) } });
    expect(await outcomeOf(file(movie(broken, track()), MDAT))).toBe('fine');
  });

  it('refuses boxes that are larger than their parents', async () => {
    const moov = movie(track());
    const at = moov.length - track().length;
    moov.splice(at, 4, ...u32(1 << 30));
    expect(await outcomeOf(file(moov, MDAT))).toMatch(/^damaged-file: .*contradict each other/);
  });

  it('ignores zeros that pad the index', async () => {
    expect(await outcomeOf(file(movie(track(), new Array<number>(24).fill(0)), MDAT))).toBe('fine');
  });

  it('refuses thousands of nested boxes', async () => {
    let nested: number[] = [];
    for (let i = 0; i < 500; i++) nested = box('trak', nested);
    expect(await outcomeOf(file(movie(nested), MDAT))).toMatch(/^damaged-file/);
  });

  it('reports a missing or truncated index', async () => {
    expect(await outcomeOf(file(MDAT))).toMatch(/^damaged-file: .*index is missing/);
    const whole = file(MDAT, movie(track()));
    expect(await outcomeOf(whole.slice(0, whole.size - 20))).toMatch(/^damaged-file: .*ends inside its index/);
  });

  it('detects truncated media data', async () => {
    const whole = file(movie(track()), MDAT);
    const result = await inspect(whole.slice(0, whole.size - 3));
    expect(result.ok && result.value.truncated).toBe(true);
  });

  it('reports a missing video track and an encrypted one', async () => {
    expect(await outcomeOf(file(movie(track({ handler: 'soun' })), MDAT))).toMatch(/^no-video-track/);
    const entry = box('encv', new Array<number>(78).fill(0));
    expect(await outcomeOf(file(movie(track({ entry })), MDAT))).toMatch(/^encrypted/);
    const hidden = box('avc1', new Array<number>(78).fill(0), box('sinf', box('frma', word('avc1'))));
    expect(await outcomeOf(file(movie(track({ entry: hidden })), MDAT))).toMatch(/^encrypted/);
  });

  it('hides sample groups, user data and other tracks from the demuxers without moving any byte', async () => {
    const tables = { sgpd: box('sgpd', word('roll'), u32(ALL_ONES)) };
    const source = file(movie(track({ tables }), track({ handler: 'soun' }), box('udta', [1, 2, 3])), MDAT);
    const result = await inspect(source);
    if (!result.ok) throw new Error(result.error.message);
    const cleaned = await withCheckedIndex(source, result.value as CheckedIsobmff).arrayBuffer();
    const text = String.fromCharCode(...new Uint8Array(cleaned));
    expect(cleaned.byteLength).toBe(source.size);
    expect(text).not.toMatch(/sgpd|udta|soun.*trak/s);
    expect(text.match(/trak/g)?.length).toBe(1);
  });

  it('skips a hundred thousand empty boxes', async () => {
    const boxes = Array.from({ length: 100_000 }, () => box('free')).flat();
    expect(await outcomeOf(file(boxes, MDAT))).toMatch(/^damaged-file: .*index is missing/);
  });
});

const EBML = element([0x1a, 0x45, 0xdf, 0xa3], []);
const SEGMENT = [0x18, 0x53, 0x80, 0x67];
const TRACKS = [0x16, 0x54, 0xae, 0x6b];

function matroska(segment: number[], size?: number): Blob {
  return new Blob([Uint8Array.from([...EBML, ...element(SEGMENT, segment, size)])]);
}

function trackEntry(type: number, ...parts: number[][]): number[] {
  return element([0xae], [...element([0x83], [type]), ...parts.flat()]);
}

const ENCRYPTION = element([0x6d, 0x80], element([0x62, 0x40], element([0x50, 0x35], [])));

describe('the structure check of Matroska files', () => {
  it('accepts an intact file and detects a truncated one', async () => {
    const segment = element(TRACKS, trackEntry(1));
    const whole = await inspect(matroska(segment));
    expect(whole).toMatchObject({ ok: true, value: { truncated: false } });
    const cut = await inspect(matroska(segment, segment.length + 1000));
    expect(cut.ok && cut.value.truncated).toBe(true);
  });

  it('detects encrypted video and ignores encrypted sound', async () => {
    expect(await outcomeOf(matroska(element(TRACKS, trackEntry(1, ENCRYPTION))))).toMatch(/^encrypted/);
    expect(await outcomeOf(matroska(element(TRACKS, [...trackEntry(2, ENCRYPTION), ...trackEntry(1)])))).toBe('fine');
  });

  it('refuses endless headers', async () => {
    const voids = Array.from({ length: 30_000 }, () => element([0xec], [])).flat();
    expect(await outcomeOf(matroska(voids))).toMatch(/^damaged-file: .*too many parts/);
    expect(await outcomeOf(new Blob([Uint8Array.from(EBML)]))).toMatch(/^damaged-file/);
  });
});
