import type { Remote } from 'comlink';
import { wrap } from 'comlink';
import type { EvaluationService } from './service';

/** Starts the evaluation worker. One serves a page for as long as it is open. */
export function startEvaluation(): Remote<EvaluationService> {
  return wrap<EvaluationService>(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
}
