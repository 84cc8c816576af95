import type { Result } from '../base';
import { ok } from '../base';
import type { SampleReceiver, SentSample } from './frame-transfer';
import { createSampleReceiver, createSampleSender } from './frame-transfer';
import type { SlowFastOptions } from './options';
import type { Packer } from './packer';
import { createSpareBuffers } from './spare-buffers';
import type { CpuTokens, PackedWindow } from './tokens';

/** One end of a channel between threads: wraps Node's Worker or MessagePort. */
export interface PackerPort {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Request =
  | { readonly kind: 'create'; readonly packer: number; readonly options: SlowFastOptions }
  | { readonly kind: 'push'; readonly packer: number; readonly sample: SentSample }
  | { readonly kind: 'finish' | 'dispose'; readonly packer: number };

/** A window without its function, which cannot be posted. Its memory is transferred. */
type PlainWindow = Omit<PackedWindow, 'release'>;

type Reply =
  | { readonly kind: 'answer'; readonly packer: number; readonly result: Result<PlainWindow | undefined> }
  /** Memory of frames that are not needed any more, on its way back to be used again. */
  | { readonly kind: 'spare'; readonly buffers: readonly ArrayBuffer[] };

/**
 * Frames on their way at one time: three of the sampled frame being packed, three of the one before. They go to and
 * fro, since a thread that only receives them sees little reason to collect what they leave.
 */
const FRAMES_ON_THE_WAY = 6;

interface Served {
  readonly packer: Packer;
  readonly sampledFrames: SampleReceiver;
}

/** The worker's side: makes packers and feeds them, in the order of the messages. */
export function servePackers(port: PackerPort, createPacker: (options: SlowFastOptions) => Packer): void {
  const packers = new Map<number, Served>();
  let line: Promise<void> = Promise.resolve();
  const answer = async (request: Request): Promise<void> => {
    if (request.kind === 'create') {
      packers.set(request.packer, { packer: createPacker(request.options), sampledFrames: createSampleReceiver() });
      return;
    }
    const served = packers.get(request.packer);
    if (served === undefined) return;
    const { packer, sampledFrames } = served;
    if (request.kind === 'dispose') {
      packer.dispose();
      packers.delete(request.packer);
      giveBack(port, sampledFrames.keepOnly(undefined));
    } else if (request.kind === 'push') {
      const packed = await packer.push(sampledFrames.receive(request.sample));
      giveBack(port, sampledFrames.keepOnly(request.sample));
      reply(port, request.packer, packed);
    } else {
      reply(port, request.packer, await packer.finish());
    }
  };
  port.onMessage((message) => {
    line = line.then(() => answer(message as Request));
  });
}

function giveBack(port: PackerPort, buffers: readonly ArrayBuffer[]): void {
  if (buffers.length > 0) port.post({ kind: 'spare', buffers } satisfies Reply, buffers);
}

function reply(port: PackerPort, packer: number, packed: Result<PackedWindow | undefined>): void {
  if (!packed.ok || packed.value === undefined) {
    port.post({ kind: 'answer', packer, result: packed.ok ? ok(undefined) : packed } satisfies Reply, []);
    return;
  }
  const { index, start, end, frames, fast, slow, clip, tokensPerSlowFrame, tokensSpent } = packed.value;
  const window: PlainWindow = { index, start, end, frames, fast, slow, clip, tokensPerSlowFrame, tokensSpent };
  const data = [fast, slow].map((tokens) => (tokens as CpuTokens).data);
  const buffers = [...data, clip].map(({ buffer }) => buffer as ArrayBuffer);
  port.post({ kind: 'answer', packer, result: ok(window) } satisfies Reply, buffers);
}

/** Someone who waits for a packer's answer. */
interface Waiting {
  readonly resolve: (result: Result<PackedWindow | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The other side: packers that work in the worker's thread while this one decodes. Each source frame is copied once, because its maker
 * may still need it. Windows are transferred back. `failed` rejects when the worker fails.
 */
export function createRemotePackers(port: PackerPort, failed: Promise<never>): (options: SlowFastOptions) => Packer {
  const waiting = new Map<number, Waiting[]>();
  const spare = createSpareBuffers(FRAMES_ON_THE_WAY);
  let broken: { readonly error: unknown } | undefined;
  let count = 0;
  // Not a race of each answer with `failed`: that would keep every answer for as long as `failed` is open.
  failed.catch((error: unknown) => {
    broken = { error };
    for (const { reject } of [...waiting.values()].flat()) reject(error);
    waiting.clear();
  });
  port.onMessage((message) => {
    const received = message as Reply;
    if (received.kind === 'spare') return spare.giveBack(received.buffers);
    const { packer, result } = received;
    const answer = waiting.get(packer)?.shift();
    if (!result.ok || result.value === undefined) answer?.resolve(result.ok ? ok(undefined) : result);
    else answer?.resolve(ok({ ...result.value, release: () => undefined }));
  });
  return (options) => {
    const packer = count++;
    const toSend = createSampleSender(spare);
    const answers: Waiting[] = [];
    waiting.set(packer, answers);
    const send = (request: Request, transfer: readonly ArrayBuffer[] = []): void => port.post(request, transfer);
    send({ kind: 'create', packer, options });
    const ask = (request: Request, transfer?: readonly ArrayBuffer[]): ReturnType<Packer['push']> => {
      if (broken !== undefined) return Promise.reject(broken.error);
      const answered = new Promise<Result<PackedWindow | undefined>>((resolve, reject) => {
        answers.push({ resolve, reject });
      });
      send(request, transfer);
      return answered;
    };
    return {
      backend: 'cpu',
      push: (sample) => {
        const sent = toSend(sample);
        return ask(
          { kind: 'push', packer, sample: sent },
          sent.added.map(({ planes }) => planes),
        );
      },
      finish: () => ask({ kind: 'finish', packer }),
      dispose: () => {
        waiting.delete(packer);
        send({ kind: 'dispose', packer });
      },
    };
  };
}
