import { expose, wrap } from 'comlink';
import { describe, expect, it, vi } from 'vitest';
import type { EvaluationProgress } from '../../../../../src/app/pages/evaluate/evaluation';
import type { EvaluationWorker } from '../../../../../src/app/pages/evaluate/client';
import { EvaluationController } from '../../../../../src/app/pages/evaluate/controller';
import type { EvaluationService } from '../../../../../src/app/pages/evaluate/service';
import { fail } from '../../../../../src/base/result';
import { serve } from '../../../../../src/app/pages/evaluate/worker-service';

/** The service itself behind a message channel; the first one has some of its calls replaced. */
function workers(first: Partial<EvaluationService> = {}) {
  const started: (EvaluationWorker & { readonly end: ReturnType<typeof vi.fn> })[] = [];
  const start = (): EvaluationWorker => {
    const { port1, port2 } = new MessageChannel();
    expose({ ...serve(), ...(started.length === 0 ? first : {}) }, port1);
    const end = vi.fn(() => {
      port1.close();
      port2.close();
    });
    started.push({ service: wrap<EvaluationService>(port2), end });
    return started.at(-1)!;
  };
  return { started, start };
}

const file = new File(['clip,mos,a\nx,1,1\ny,2,2\nz,4,3\n'], 'scores.csv');

describe('the evaluation controller', () => {
  it('gives up a file that is being read with its worker, and reads the next one', async () => {
    const { started, start } = workers({ open: () => new Promise(() => undefined) });
    const controller = new EvaluationController(start);
    void controller.open([file]);
    expect(controller.state.busy).toMatchObject({ stage: 'reading', done: 0 });
    controller.cancel();
    expect(started[0]!.end).toHaveBeenCalledOnce();
    expect(controller.state).toMatchObject({ busy: undefined, table: undefined, problem: undefined });

    void controller.open([file]);
    await vi.waitFor(() => expect(controller.state.evaluation?.rows).toBe(3));
    expect(started).toHaveLength(2);
    started[1]!.end();
  });

  it('is not busy after the answer, even if progress arrives later', async () => {
    let late: ((progress: EvaluationProgress) => void) | undefined;
    const { started, start } = workers({
      evaluate: (_roles, _options, onProgress) => {
        late = onProgress;
        return Promise.resolve(fail('cancelled', 'Stopped.'));
      },
    });
    const controller = new EvaluationController(start);
    await controller.open([file]);
    late?.({ stage: 'metrics', done: 1, total: 2 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(controller.state).toMatchObject({ busy: undefined, problem: { message: 'Stopped.' } });
    started[0]!.end();
  });

  it('keeps the worker when draws are cancelled', () => {
    const { started, start } = workers();
    const controller = new EvaluationController(start);
    void controller.open([file]);
    controller.close();
    controller.cancel();
    expect(started[0]!.end).not.toHaveBeenCalled();
    started[0]!.end();
  });
});
