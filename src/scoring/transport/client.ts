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
import type { JudgeChoice } from './judge-choice';
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

/** Calls the scoring worker. Files are queued, and one is scored or inspected at a time. It never throws. */
export interface ScoringClient {
  score(file: File, options: ScoreOptions, call?: ScoreCall): Promise<Result<ScoreReport>>;
  inspect(file: File, options: ScoreOptions, request: InspectRequest, call?: InspectCall): Promise<Result<Inspection>>;
  /** Sends larger pictures of the sampled frames to `onThumbnail`. Queued like a scoring. */
  pictures(file: File, options: ScoreOptions, call: ScoreCall): Promise<Result<number>>;
  /** Keeps a clip's comparison frames in the worker, in place of another clip's. Queued like a scoring. */
  keepFrames(file: File, options: ScoreOptions, call?: InspectCall): Promise<Result<KeptFrames>>;
  /** Not queued. Undefined where the frames are no longer kept, or their worker ended. */
  reclassify(id: string, request: ReclassifyRequest): Promise<Reclassification | undefined>;
  dropFrames(): void;
  /** Scores with another judge from the next file on; files that were queued before keep theirs. */
  chooseJudge(choice: JudgeChoice): void;
  capabilities(): Promise<Capabilities>;
  /** Ends the worker. Calls still waiting resolve to `cancelled`. */
  dispose(): void;
}

export function createScoringClient(config: ScoringClientConfig): ScoringClient {
  return new WorkerClient(config);
}

const CANCELLED = 'Scoring was cancelled. Drop the file again to score it.';

interface RunningWorker {
  readonly worker: Worker;
  readonly service: Remote<ScoringService>;
  /** Resolves when the worker fails: out of memory, or a script that did not load. */
  readonly broken: Promise<Result<never>>;
  /** Aborted when the worker is ended; its open calls are never answered. */
  readonly ended: AbortController;
}

class WorkerClient implements ScoringClient {
  readonly #config: ScoringClientConfig;
  #running: RunningWorker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = new AbortController();
  #choice: JudgeChoice = { kind: 'compact' };

  constructor(config: ScoringClientConfig) {
    this.#config = config;
  }

  score(file: File, options: ScoreOptions, call: ScoreCall = {}): Promise<Result<ScoreReport>> {
    return this.#enqueue(call.signal, () =>
      scoreWithRecovery(
        options,
        (each) => this.#scoreOnce(file, each, call),
        () => this.#endWorker(),
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
      // The worker's device and buffers are lost too; the next call starts a new worker.
      if (!inspected.ok && inspected.error.code === 'gpu-lost') this.#endWorker();
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
    const running = this.#running;
    if (running === undefined) return undefined;
    const gone = Promise.race([running.broken, whenAborted(running.ended.signal)]).then(() => undefined);
    return Promise.race([running.service.reclassify(id, request), gone]);
  }

  dropFrames(): void {
    void this.#running?.service.dropFrames().catch(() => undefined);
  }

  chooseJudge(choice: JudgeChoice): void {
    this.#queue = this.#queue.then(async () => {
      this.#choice = choice;
      // A worker that starts later learns of it then; one that died is replaced.
      await this.#running?.service.chooseJudge(choice).catch(() => undefined);
    });
  }

  #enqueue<T>(signal: AbortSignal | undefined, job: () => Promise<Result<T>>): Promise<Result<T>> {
    const turn = this.#queue.then(job);
    this.#queue = turn;
    // A waiting file is cancelled at once; a running one when the worker handles the message.
    return signal === undefined ? turn : Promise.race([turn, whenAborted(signal)]);
  }

  async capabilities(): Promise<Capabilities> {
    const running = this.#ready();
    const none: Capabilities = { webgpu: 'none', adapter: '', crossOriginIsolated: false, threads: 1 };
    return Promise.race([running.service.capabilities(), running.broken.then(() => none)]);
  }

  dispose(): void {
    this.#disposed.abort();
    this.#endWorker();
  }

  #scoreOnce(file: File, options: ScoreOptions, call: ScoreCall): Promise<Result<ScoreReport>> {
    const { onThumbnail, onWords } = call;
    const onPicture = onThumbnail === undefined ? undefined : proxy(onThumbnail);
    const onRationales = onWords === undefined ? undefined : proxy(onWords);
    return this.#runOnce(call, (service, onProgress) =>
      service.score(file, file.name, options, onProgress, onPicture, onRationales),
    );
  }

  /** One call of the worker, under the watchdog. The caller may repeat it with a new worker. */
  async #runOnce<T>(
    call: InspectCall,
    ask: (service: Remote<ScoringService>, onProgress: (progress: Progress) => void) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const signals = [this.#disposed.signal, ...(call.signal === undefined ? [] : [call.signal])];
    const signal = AbortSignal.any(signals);
    if (signal.aborted) return fail('cancelled', CANCELLED);
    const running = this.#ready();
    const watchdog = startWatchdog(this.#config.watchdogMs);
    const onProgress = proxy((progress: Progress) => {
      watchdog.feed(progress);
      if (!signal.aborted) call.onProgress?.(progress);
    });
    const cancel = (): void => void running.service.cancel().catch(() => undefined);
    signal.addEventListener('abort', cancel);
    try {
      const disposed = whenAborted(this.#disposed.signal);
      const result = await Promise.race([ask(running.service, onProgress), watchdog.stalled, running.broken, disposed]);
      if (!result.ok && (result.error.code === 'stalled' || result.error.code === 'internal')) this.#endWorker();
      return result;
    } catch (error) {
      this.#endWorker();
      return fail('internal', `The scoring worker failed: ${String(error)}. Try again, or report it.`);
    } finally {
      signal.removeEventListener('abort', cancel);
      watchdog.stop();
    }
  }

  #ready(): RunningWorker {
    if (this.#running === undefined) {
      this.#running = startWorker(this.#config);
      if (this.#choice.kind !== 'compact') void this.#running.service.chooseJudge(this.#choice).catch(() => undefined);
    }
    return this.#running;
  }

  #endWorker(): void {
    this.#running?.ended.abort();
    this.#running?.service[releaseProxy]();
    this.#running?.worker.terminate();
    this.#running = undefined;
  }
}

function startWorker(config: ScoringClientConfig): RunningWorker {
  const worker =
    config.createWorker?.() ??
    new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      // A worker has no document to resolve addresses against, so its name carries the pack's address.
      name: new URL(config.modelUrl, document.baseURI).href,
    });
  const broken = new Promise<Result<never>>((resolve) => {
    worker.addEventListener('error', (event) => {
      const detail = event.message === undefined || event.message === '' ? '' : ` (${event.message})`;
      resolve(fail('internal', `The scoring worker stopped${detail}. Reload the page, or use a smaller clip.`));
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
