import type { PlainTree } from './plain';

/** What every engine trains on, step for step: the trees of the trainer's ClipInput and Targets. */
export type Batch = { readonly input: PlainTree; readonly targets: PlainTree };

/** What a step tells, read back from the device. */
export interface StepMetrics {
  readonly loss: number;
  /** Euclidean norm of the gradient over all weights, before clipping. */
  readonly norm: number;
}

/** One engine with the network, its weights and AdamW's moments. Every step moves the weights on. */
export interface Engine {
  /** What it runs on, in a few words. */
  readonly about: string;
  /** A whole step: uploads the batch; loss, gradients, AdamW, moving average; reads loss and norm back. */
  step(batch: Batch): Promise<StepMetrics>;
}

/** A step and what it took: by the clock, and of all the process's threads together. */
export interface TimedStep extends StepMetrics {
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
}

/** The engines by name, each loaded only where it is asked for: they change globals that the others look at. */
export const ENGINES = {
  trainer: async (): Promise<Engine> => (await import('./trainer')).trainerEngine(),
  tfjs: async (): Promise<Engine> => (await import('./tfjs/engine')).tfjsEngine('wasm', false),
  'tfjs, products turned': async (): Promise<Engine> => (await import('./tfjs/engine')).tfjsEngine('wasm', true),
  'tfjs on cpu': async (): Promise<Engine> => (await import('./tfjs/engine')).tfjsEngine('cpu', false),
} as const;

export type EngineName = keyof typeof ENGINES;

export async function timeStep(engine: Engine, batch: Batch): Promise<TimedStep> {
  const processor = process.cpuUsage();
  const started = performance.now();
  const metrics = await engine.step(batch);
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  return { ...metrics, milliseconds, processorMilliseconds: (user + system) / 1000 };
}
