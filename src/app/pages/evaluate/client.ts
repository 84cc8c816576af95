import type { Remote } from 'comlink';
import { wrap } from 'comlink';
import type { EvaluationService } from './service';

/** The evaluation worker: its service and `end`, which terminates it at once. */
export interface EvaluationWorker {
  readonly service: Remote<EvaluationService>;
  end(): void;
}

/** Starts the evaluation worker. A page has one, replaced only after a cancelled read. */
export function startEvaluation(): EvaluationWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return { service: wrap<EvaluationService>(worker), end: () => worker.terminate() };
}
