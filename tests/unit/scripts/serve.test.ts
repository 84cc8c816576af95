import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../../../scripts/serve.mjs';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slowglass-serve-'));
  mkdirSync(join(folder, 'site', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<p>front</p>');
  writeFileSync(join(folder, 'site', 'deep', 'a b.wasm'), 'wasm');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** fetch() tidies `..` away before it asks; this asks for the path as it stands. */
function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((done, failed) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', failed)
      .end();
  });
}

describe('serveFolder', () => {
  it('serves files with their types and the isolation headers', async () => {
    const site = await serveFolder(join(folder, 'site'));
    const front = await fetch(site.address);
    const wasm = await fetch(`${site.address}deep/a%20b.wasm?v=1`);
    expect(await front.text()).toBe('<p>front</p>');
    expect(front.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(front.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(await wasm.text()).toBe('wasm');
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    await site.close();
  });

  it.each([
    ['bytes=3-7', 206, 'front', 'bytes 3-7/12'],
    ['bytes=8-', 206, '</p>', 'bytes 8-11/12'],
    ['bytes=-4', 206, '</p>', 'bytes 8-11/12'],
    ['bytes=8-900', 206, '</p>', 'bytes 8-11/12'],
    ['bytes=12-', 416, '', 'bytes */12'],
    ['bytes=7-3', 200, '<p>front</p>', null],
    ['bytes=0-1,3-4', 200, '<p>front</p>', null],
  ])('answers the range %s', async (range, status, text, contentRange) => {
    const site = await serveFolder(join(folder, 'site'));
    const answer = await fetch(site.address, { headers: { range } });
    expect([answer.status, await answer.text()]).toEqual([status, text]);
    expect(answer.headers.get('content-range')).toBe(contentRange);
    await site.close();
  });

  it('omits the isolation headers as a plain static host', async () => {
    const site = await serveFolder(join(folder, 'site'), { isolated: false });
    const front = await fetch(site.address);
    await front.text();
    expect(front.headers.get('cross-origin-opener-policy')).toBeNull();
    await site.close();
  });

  it('rejects paths that are outside its folder, missing or malformed', async () => {
    const site = await serveFolder(join(folder, 'site'));
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/nothing', '/deep', '/%zz']) {
      expect([path, await statusOf(site.port, path)]).toEqual([path, 404]);
    }
    const posted = await fetch(site.address, { method: 'POST' });
    expect(posted.status).toBe(405);
    await site.close();
  });

  it('uses the next free port when the requested one is in use', async () => {
    const first = await serveFolder(folder);
    const second = await serveFolder(folder, { port: first.port, tries: 50 });
    expect(second.port).toBeGreaterThan(first.port);
    await expect(serveFolder(folder, { port: first.port })).rejects.toThrow('EADDRINUSE');
    await first.close();
    await second.close();
  });
});
