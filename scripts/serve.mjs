import { createServer } from 'node:http';
import { extname } from 'node:path';
import sirv from 'sirv';

/**
 * Types that sirv leaves without their encoding, or that a browser would save instead of showing.
 *
 * @type {Record<string, string>}
 */
const TEXT_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
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
  const serve = sirv(folder, {
    // Reads the folder at each request: a build may replace its files.
    dev: true,
    etag: true,
    extensions: ['html'],
    setHeaders: (response, path, { size }) => prepare(response, path, size, isolated),
  });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    serve(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
    });
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
 * Sets the headers of an answer, and mends the range that its request asks for.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 * @param {number} bytes of the file
 * @param {boolean} isolated
 */
function prepare(response, path, bytes, isolated) {
  const type = TEXT_TYPES[extname(path.endsWith('/') ? 'index.html' : path)];
  if (type !== undefined) response.setHeader('Content-Type', type);
  response.setHeader('Accept-Ranges', 'bytes');
  if (isolated) for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
  const { headers } = response.req;
  const range = rangeOf(headers.range, bytes);
  if (range === undefined) delete headers.range;
  else headers.range = range;
}

/**
 * A range that sirv reads right: it takes `bytes=-100` for the first bytes instead of the last, and fails where the end
 * lies before the start. What is no single range gets the whole file.
 *
 * @param {string | undefined} header e.g. `bytes=100-199`, `bytes=100-`, `bytes=-100`
 * @param {number} bytes of the file
 */
function rangeOf(header, bytes) {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(bytes - 1, Number(last));
  // An end of 0 is read as none.
  if (start < bytes && (end < start || end === 0)) return undefined;
  return `bytes=${start}-${end}`;
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
