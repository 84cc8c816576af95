import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/media/container';

function head(text: string, size = 64): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return bytes;
}

function outcomeOf(bytes: Uint8Array): string {
  const result = recognise(bytes, bytes.length);
  return result.ok ? result.value : `${result.error.code}: ${result.error.message}`;
}

describe('recognise', () => {
  it.each([
    ['\0\0\0\x20ftypisom', 'mp4'],
    ['\0\0\0\x14ftypqt  ', 'mp4'],
    ['\0\0\0\x08wide', 'mp4'],
    ['\0\0\x04\0moov', 'mp4'],
    ['\x1a\x45\xdf\xa3', 'matroska'],
  ])('recognises %j as %s', (text, container) => {
    expect(outcomeOf(head(text))).toBe(container);
  });

  it.each([
    ['RIFF\0\0\0\0AVI LIST', 'an AVI video'],
    ['RIFF\0\0\0\0WAVE', 'a WAV sound'],
    ['FLV\x01', 'a Flash video'],
    ['OggS', 'an Ogg file'],
    ['DKIF', 'an IVF video'],
    ['YUV4MPEG2 W1', 'a raw Y4M video'],
    ['\0\0\x01\xba', 'an MPEG program stream'],
    ['\0\0\0\x01\x67', 'a raw H.264 or HEVC stream'],
    ['\x89PNG\r\n', 'a PNG picture'],
    ['GIF89a', 'a GIF picture'],
    ['ID3\x04', 'an MP3 sound'],
    ['PK\x03\x04', 'a ZIP archive'],
    ['%PDF-1.7', 'a PDF document'],
  ])('names %j as %s with a remedy', (text, name) => {
    const sentence = outcomeOf(head(text));
    expect(sentence).toContain(`unknown-container: This is ${name}`);
    expect(sentence).toContain('convert it to MP4 or WebM.');
  });

  it('recognises a transport stream by its sync bytes', () => {
    const stream = new Uint8Array(188 * 4);
    for (let i = 0; i < 4; i++) stream[188 * i] = 0x47;
    expect(outcomeOf(stream)).toContain('an MPEG transport stream');
  });

  it('distinguishes empty files, zeros, text and still pictures', () => {
    expect(outcomeOf(new Uint8Array(0))).toContain('empty-file');
    expect(outcomeOf(new Uint8Array(64))).toContain('nothing but zeros');
    expect(outcomeOf(head('Shopping list:\n- milk', 21))).toContain('a text file');
    expect(outcomeOf(head('\0\0\0\x20ftypheic'))).toContain('still picture');
    expect(outcomeOf(Uint8Array.from([3, 1, 4, 1, 5, 9, 2, 6]))).toContain('not a video of a known kind');
  });
});
