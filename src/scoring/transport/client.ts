import type { Remote } from 'comlink';
import { proxy, releaseProxy, wrap } from 'comlink';
import type { Result } from '../../base';
import { fail } from '../../base';
import type { InspectRequest, Inspection } from '../inspect/inspection';
import type { ScoreOptions } from '../options';
import type { Progress } from '../progress';
import type { KeptFrames, Reclassification, ReclassifyRequest } from '../reclassify/reclassification';
import { scoreWithRecovery } from './recover';
import type { ScoreReport } from '../report';
import type { Capabilities, ScoreCallbacks, ScoringService } from './service';
import { startWatchdog } from './watchdog';

export interface ScoringClientConfig {
  /** Folder of the model pack, e.g. `models/slowglass-mini/`; resolved against the page's address. */
  readonly modelUrl: string | URL;
  /** For tests: milliseconds without progress after which the worker is ended. */
  readonly watchdogMs?: number;
  /** For tests: how a worker is made. */
  readonly createWorker?: () => Worker;
}

export interface ScoreCall extends ScoreCallbacks {
  readonly signal?: AbortSignal | undefined;
}

export type InspectCall = Pick<ScoreCall, 'onProgress' | 'signal'>;

/** The page's way to the scorer: files queue, one is scored or inspected at a time, nothing throws. */
export interface ScoringClient {
  score(file: File, options: ScoreOptions, call?: ScoreCall): Promise<Result<ScoreReport>>;
  inspect(file: File, options: ScoreOptions, request: InspectRequest, call?: InspectCall): Promise<Result<Inspection>>;
  /** Larger pictures of the sampled moments, through `onThumbnail`. It waits for its turn like a scoring. */
  pictures(file: File, options: ScoreOptions, call: ScoreCall): Promise<Result<number>>;
  /** Has the worker keep a clip's comparison frames, in place of another's. It waits for its turn like a scoring. */
  keepFrames(file: File, options: ScoreOptions, call?: InspectCall): Promise<Result<KeptFrames>>;
  /** Waits for no turn. Undefined where the frames are gone: with their worker, or for another clip's. */
  reclassify(id: string, request: ReclassifyRequest): Promise<Reclassification | undefined>;
  dropFrames(): void;
  capabilities(): Promise<Capabilities>;
  /** Ends the worker. Calls still waiting resolve to `cancelled`. */
  dispose(): void;
}

export function createScoringClient(config: ScoringClientConfig): ScoringClient {
  return new WorkerClient(config);
}

const CANCELLED = 'Scoring was cancelled. Drop the file again to score it.';

interface Hand {
  readonly worker: Worker;
  readonly service: Remote<ScoringService>;
  /** Resolves when the worker itself broke: out of memory, or a script that did not load. */
  readonly broken: Promise<Result<never>>;
  /** Aborted when the worker is ended: what it was asked then is never answered. */
  readonly ended: AbortController;
}

class WorkerClient implements ScoringClient {
  readonly #config: ScoringClientConfig;
  #hand: Hand | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = new AbortController();

  constructor(config: ScoringClientConfig) {
    this.#config = config;
  }

  score(file: File, options: ScoreOptions, call: ScoreCall = {}): Promise<Result<ScoreReport>> {
    return this.#enqueue(call.signal, () =>
      scoreWithRecovery(
        options,
        (each) => this.#scoreOnce(file, each, call),
        () => this.#drop(),
      ),
    );
  }

  inspect(
    file: File,
    options: ScoreOptions,
    request: InspectRequest,
    call: InspectCall = {},
  ): Promise<Result<Inspection>> {
    return this.#enqueue(call.signal, async () => {
      const inspected = await this.#runOnce(call, (service, onProgress) =>
        service.inspect(file, options, request, onProgress),
      );
      // With the GPU its device and buffers are gone: the next try needs a fresh worker.
      if (!inspected.ok && inspected.error.code === 'gpu-lost') this.#drop();
      return inspected;
    });
  }

  pictures(file: File, options: ScoreOptions, call: ScoreCall): Promise<Result<number>> {
    const { onThumbnail = () => undefined } = call;
    return this.#enqueue(call.signal, () =>
      this.#runOnce(call, (service, onProgress) => service.pictures(file, options, onProgress, proxy(onThumbnail))),
    );
  }

  keepFrames(file: File, options: ScoreOptions, call: InspectCall = {}): Promise<Result<KeptFrames>> {
    return this.#enqueue(call.signal, () =>
      this.#runOnce(call, (service, onProgress) => service.keepFrames(file, options, onProgress)),
    );
  }

  async reclassify(id: string, request: ReclassifyRequest): Promise<Reclassification | undefined> {
    const hand = this.#hand;
    if (hand === undefined) return undefined;
    const gone = Promise.race([hand.broken, whenAborted(hand.ended.signal)]).then(() => undefined);
    return Promise.race([hand.service.reclassify(id, request), gone]);
  }

  dropFrames(): void {
    void this.#hand?.service.dropFrames().catch(() => undefined);
  }

  #enqueue<T>(signal: AbortSignal | undefined, job: () => Promise<Result<T>>): Promise<Result<T>> {
    const turn = this.#queue.then(job);
    this.#queue = turn;
    // A file that waits is cancelled at once; one that runs frees the worker as soon as it notices.
    return signal === undefined ? turn : Promise.race([turn, whenAborted(signal)]);
  }

  async capabilities(): Promise<Capabilities> {
    const hand = this.#ready();
    const none: Capabilities = { webgpu: 'none', adapter: '', crossOriginIsolated: false, threads: 1 };
    return Promise.race([hand.service.capabilities(), hand.broken.then(() => none)]);
  }

  dispose(): void {
    this.#disposed.abort();
    this.#drop();
  }

  #scoreOnce(file: File, options: ScoreOptions, call: ScoreCall): Promise<Result<ScoreReport>> {
    const { onThumbnail, onWords } = call;
    const onPicture = onThumbnail === undefined ? undefined : proxy(onThumbnail);
    const onRationales = onWords === undefined ? undefined : proxy(onWords);
    return this.#runOnce(call, (service, onProgress) =>
      service.score(file, file.name, options, onProgress, onPicture, onRationales),
    );
  }

  /** One call of the worker, watched. What it is asked for may be asked again by the caller, of a fresh worker. */
  async #runOnce<T>(
    call: InspectCall,
    ask: (service: Remote<ScoringService>, onProgress: (progress: Progress) => void) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const signals = [this.#disposed.signal, ...(call.signal === undefined ? [] : [call.signal])];
    const signal = AbortSignal.any(signals);
    if (signal.aborted) return fail('cancelled', CANCELLED);
    const hand = this.#ready();
    const watchdog = startWatchdog(this.#config.watchdogMs);
    const onProgress = proxy((progress: Progress) => {
      watchdog.feed(progress);
      if (!signal.aborted) call.onProgress?.(progress);
    });
    const cancel = (): void => void hand.service.cancel().catch(() => undefined);
    signal.addEventListener('abort', cancel);
    try {
      const disposed = whenAborted(this.#disposed.signal);
      const result = await Promise.race([ask(hand.service, onProgress), watchdog.starved, hand.broken, disposed]);
      if (!result.ok && (result.error.code === 'stalled' || result.error.code === 'internal')) this.#drop();
      return result;
    } catch (error) {
      this.#drop();
      return fail('internal', `The scoring worker failed: ${String(error)}. Try again, or report it.`);
    } finally {
      signal.removeEventListener('abort', cancel);
      watchdog.stop();
    }
  }

  #ready(): Hand {
    this.#hand ??= startWorker(this.#config);
    return this.#hand;
  }

  #drop(): void {
    this.#hand?.ended.abort();
    this.#hand?.service[releaseProxy]();
    this.#hand?.worker.terminate();
    this.#hand = undefined;
  }
}

function startWorker(config: ScoringClientConfig): Hand {
  const worker =
    config.createWorker?.() ??
    new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      // A worker has no document to resolve against, so the pack's address travels in its name.
      name: new URL(config.modelUrl, document.baseURI).href,
    });
  const broken = new Promise<Result<never>>((resolve) => {
    worker.addEventListener('error', (event) => {
      const detail = event.message === undefined || event.message === '' ? '' : ` (${event.message})`;
      resolve(fail('internal', `The scoring worker stopped${detail}. Reload the page; a smaller clip may help.`));
    });
  });
  return { worker, service: wrap<ScoringService>(worker), broken, ended: new AbortController() };
}

function whenAborted(signal: AbortSignal): Promise<Result<never>> {
  return new Promise((resolve) => {
    const answer = (): void => resolve(fail('cancelled', CANCELLED));
    if (signal.aborted) answer();
    else signal.addEventListener('abort', answer, { once: true });
  });
}
