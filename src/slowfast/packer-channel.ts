import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Moment } from '../media/video';
import type { SlowFastOptions } from './options';
import type { Packer } from './packer';
import type { CpuTokens, PackedWindow } from './tokens';

/** One end of a line between threads: Node's Worker and MessagePort, wrapped by their owners. */
export interface PackerPort {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Request =
  | { readonly kind: 'create'; readonly packer: number; readonly options: SlowFastOptions }
  | { readonly kind: 'push'; readonly packer: number; readonly moment: Moment }
  | { readonly kind: 'finish' | 'dispose'; readonly packer: number };

/** A window's memory moves to the other thread; functions cannot. */
type PlainWindow = Omit<PackedWindow, 'release'>;

interface Reply {
  readonly packer: number;
  readonly result: Result<PlainWindow | undefined>;
}

/** The worker's side: makes packers and feeds them, in the order of the messages. */
export function servePackers(port: PackerPort, createPacker: (options: SlowFastOptions) => Packer): void {
  const packers = new Map<number, Packer>();
  let line: Promise<void> = Promise.resolve();
  const answer = async (request: Request): Promise<void> => {
    const packer = packers.get(request.packer);
    if (request.kind === 'create') {
      packers.set(request.packer, createPacker(request.options));
    } else if (request.kind === 'dispose') {
      packer?.dispose();
      packers.delete(request.packer);
    } else if (packer !== undefined) {
      const packed = request.kind === 'push' ? await packer.push(request.moment) : await packer.finish();
      reply(port, request.packer, packed);
    }
  };
  port.onMessage((message) => {
    line = line.then(() => answer(message as Request));
  });
}

function reply(port: PackerPort, packer: number, packed: Result<PackedWindow | undefined>): void {
  if (!packed.ok || packed.value === undefined) {
    port.post({ packer, result: packed.ok ? ok(undefined) : packed } satisfies Reply, []);
    return;
  }
  const { index, start, end, frames, fast, slow, clip, tokensPerSlowFrame, tokensSpent } = packed.value;
  const window: PlainWindow = { index, start, end, frames, fast, slow, clip, tokensPerSlowFrame, tokensSpent };
  const data = [fast, slow].map((tokens) => (tokens as CpuTokens).data);
  const buffers = [...data, clip].map(({ buffer }) => buffer as ArrayBuffer);
  port.post({ packer, result: ok(window) } satisfies Reply, buffers);
}

/** Someone who waits for a packer's answer. */
interface Waiting {
  readonly resolve: (result: Result<PackedWindow | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The other side: packers that work in the worker's thread while this one decodes. Moments are copied over (a later
 * moment may show the same frame again), windows come back without a copy. `failed` rejects when the worker breaks.
 */
export function createRemotePackers(port: PackerPort, failed: Promise<never>): (options: SlowFastOptions) => Packer {
  const waiting = new Map<number, Waiting[]>();
  let broken: { readonly error: unknown } | undefined;
  let count = 0;
  // Not a race of each answer with `failed`: that would keep every answer for as long as `failed` is open.
  failed.catch((error: unknown) => {
    broken = { error };
    for (const { reject } of [...waiting.values()].flat()) reject(error);
    waiting.clear();
  });
  port.onMessage((message) => {
    const { packer, result } = message as Reply;
    const answer = waiting.get(packer)?.shift();
    if (!result.ok || result.value === undefined) answer?.resolve(result.ok ? ok(undefined) : result);
    else answer?.resolve(ok({ ...result.value, release: () => undefined }));
  });
  const send = (request: Request): void => port.post(request, []);
  return (options) => {
    const packer = count++;
    const answers: Waiting[] = [];
    waiting.set(packer, answers);
    send({ kind: 'create', packer, options });
    const ask = (request: Request): ReturnType<Packer['push']> => {
      if (broken !== undefined) return Promise.reject(broken.error);
      const answered = new Promise<Result<PackedWindow | undefined>>((resolve, reject) => {
        answers.push({ resolve, reject });
      });
      send(request);
      return answered;
    };
    return {
      backend: 'cpu',
      push: (moment) => ask({ kind: 'push', packer, moment }),
      finish: () => ask({ kind: 'finish', packer }),
      dispose: () => {
        waiting.delete(packer);
        send({ kind: 'dispose', packer });
      },
    };
  };
}
