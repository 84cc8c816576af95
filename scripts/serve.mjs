import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.webmanifest': 'application/manifest+json',
};

/** An address, not a name: `localhost` may mean two servers, one on IPv4 and one on IPv6. */
const HOST = '127.0.0.1';

/** Cross-origin isolation: with it the page has SharedArrayBuffer, and so WebAssembly threads. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Serves a folder over HTTP on this machine only.
 *
 * @param {string} folder
 * @param {{ port?: number, tries?: number, isolated?: boolean }} [options] `port` 0 takes any free one; of `tries`
 *   ports from `port` on the first free one is taken; `isolated` false leaves the isolation headers out, as a plain
 *   static host does.
 * @returns {Promise<{ address: string, port: number, close: () => Promise<void> }>}
 */
export async function serveFolder(folder, options = {}) {
  const { port = 0, tries = 1, isolated = true } = options;
  const server = createServer((request, response) => {
    const file = fileOf(folder, request.url ?? '/');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
      return;
    }
    const headers = {
      'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      'Accept-Ranges': 'bytes',
      ...(isolated ? ISOLATION : {}),
    };
    const range = rangeOf(request.headers.range, file.bytes);
    if (range === undefined) {
      response.writeHead(416, { 'Content-Range': `bytes */${file.bytes}` }).end();
      return;
    }
    const { start, end, partial } = range;
    response.writeHead(partial ? 206 : 200, {
      ...headers,
      'Content-Length': end - start,
      ...(partial ? { 'Content-Range': `bytes ${start}-${end - 1}/${file.bytes}` } : {}),
    });
    if (request.method === 'HEAD' || end === start) response.end();
    else createReadStream(file.path, { start, end: end - 1 }).pipe(response);
  });
  const taken = await listen(server, port, tries);
  return {
    address: `http://${HOST}:${taken}/`,
    port: taken,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {string} url
 * @returns {{ path: string, bytes: number } | undefined} undefined for what is missing or outside the folder
 */
function fileOf(folder, url) {
  try {
    const name = decodeURIComponent(new URL(url, `http://${HOST}`).pathname);
    const path = normalize(join(folder, name.endsWith('/') ? `${name}index.html` : name));
    if (!path.startsWith(normalize(folder) + sep)) return undefined;
    const stat = statSync(path);
    return stat.isFile() ? { path, bytes: stat.size } : undefined;
  } catch {
    // A malformed address or a file that is not there.
    return undefined;
  }
}

/**
 * Which bytes are asked for: a video element seeks by ranges. Several ranges at once get the whole file.
 *
 * @param {string | undefined} header e.g. `bytes=100-199`, `bytes=100-`, `bytes=-100`
 * @param {number} bytes of the file
 * @returns {{ start: number, end: number, partial: boolean } | undefined} `end` exclusive; undefined when there are none
 */
function rangeOf(header, bytes) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return { start: 0, end: bytes, partial: false };
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1);
  return start < end ? { start, end, partial: true } : undefined;
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} tries
 * @returns {Promise<number>}
 */
function listen(server, port, tries) {
  return new Promise((done, failed) => {
    let next = port;
    server.on('error', (error) => {
      const busy = 'code' in error && error.code === 'EADDRINUSE';
      if (!busy || next + 1 >= port + tries) {
        failed(error);
        return;
      }
      next++;
      server.listen(next, HOST);
    });
    server.on('listening', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : next);
    });
    server.listen(next, HOST);
  });
}
