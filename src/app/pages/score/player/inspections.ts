import type { Result } from '../../../../base';
import type { InspectCall } from '../../../../scoring/page';
import type { InspectRequest, Inspection, Progress, ScoreOptions, ScoreReport } from '../../../../scoring';
import type { Choices } from '../choices';
import { toScoreOptions } from '../choices';

export type InspectionKind = Inspection['kind'];
export type InspectionOf<K extends InspectionKind> = Extract<Inspection, { readonly kind: K }>;

/** Sampled frames of a window that is scored on its own: one second at eight per second. */
export const WINDOW_FRAMES = 8;

const REQUESTS: { readonly [K in InspectionKind]: InspectRequest } = {
  windows: { kind: 'windows', sampledFrames: WINDOW_FRAMES, step: WINDOW_FRAMES / 2 },
  patches: { kind: 'patches' },
  occlusion: { kind: 'occlusion', sampledFrames: WINDOW_FRAMES },
};

export interface RunningInspection {
  readonly kind: InspectionKind;
  readonly progress: Progress | undefined;
}

export type Ask = (request: InspectRequest, call: InspectCall) => Promise<Result<Inspection>>;

/** The finished and running inspections of one report's clip. One runs at a time. */
export class Inspections {
  readonly #ask: Ask;
  readonly #onChange: () => void;
  readonly #found = new Map<InspectionKind, Inspection>();
  #running: (RunningInspection & { readonly stop: AbortController }) | undefined;
  #problem: string | undefined;

  constructor(ask: Ask, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  get running(): RunningInspection | undefined {
    return this.#running;
  }

  /** The failure of the last inspection. Undefined where it succeeded or was cancelled. */
  get problem(): string | undefined {
    return this.#problem;
  }

  found<K extends InspectionKind>(kind: K): InspectionOf<K> | undefined {
    return this.#found.get(kind) as InspectionOf<K> | undefined;
  }

  /** Starts an inspection and cancels a running one. Does nothing where the result is known. */
  start(kind: InspectionKind): void {
    if (this.#found.has(kind) || this.#running?.kind === kind) return;
    this.cancel();
    const stop = new AbortController();
    this.#problem = undefined;
    this.#running = { kind, progress: undefined, stop };
    this.#onChange();
    const onProgress = (progress: Progress): void => {
      if (this.#running?.stop !== stop) return;
      this.#running = { kind, progress, stop };
      this.#onChange();
    };
    void this.#ask(REQUESTS[kind], { onProgress, signal: stop.signal }).then((result) => {
      if (this.#running?.stop !== stop) return;
      this.#running = undefined;
      if (result.ok) this.#found.set(kind, result.value);
      else if (result.error.code !== 'cancelled') this.#problem = result.error.message;
      this.#onChange();
    });
  }

  cancel(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.stop.abort();
    this.#onChange();
  }
}

/** The options of an inspection: those of the report, so that sampled frames and pathways are the same. */
export function inspectOptions(report: ScoreReport, choices: Choices): ScoreOptions {
  const { patchCosine, frameSimilarity, measure, lumaDifference } = report.slowfast.options;
  return {
    ...toScoreOptions(choices, false),
    ratePerSecond: report.sampling.ratePerSecond,
    slowfast: { patchCosine, frameSimilarity, measure, lumaDifference },
    ...(report.degradedCopy === undefined ? {} : { degradedCopy: report.degradedCopy }),
  };
}
