import type { Remote } from 'comlink';
import { wrap } from 'comlink';
import type { EvaluationService } from './service';

/** The evaluation worker: what it offers, and its end, which waits for nothing. */
export interface EvaluationWorker {
  readonly service: Remote<EvaluationService>;
  end(): void;
}

/** Starts the evaluation worker. One serves a page for as long as it is open, unless what it does is given up. */
export function startEvaluation(): EvaluationWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return { service: wrap<EvaluationService>(worker), end: () => worker.terminate() };
}
