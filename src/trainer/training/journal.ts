import { appendLines, readLines, writeLines } from './lines';

/** One line of the training log (JSONL). Every line says which stage wrote it and at which step. */
export type JournalLine =
  | {
      readonly kind: 'step';
      readonly stage: string;
      readonly step: number;
      readonly loss: number;
      readonly gradientNorm: number;
      readonly rate: number;
      readonly clipsPerSecond: number;
      /** Metrics of the stage: parts of its loss, or reward, KL and entropy. */
      readonly [metric: string]: string | number;
    }
  | {
      readonly kind: 'epoch';
      readonly stage: string;
      readonly step: number;
      readonly epoch: number;
      /** SRCC on the validation split by dimension id; null where it is undefined. */
      readonly validation: Readonly<Record<string, number | null>>;
      /** Fraction of the validation answers in the trained form. */
      readonly wellFormed?: number;
      /** SRCC of the ratings right after the prompts, where `validation` has those after the rationale. */
      readonly atPrompts?: Readonly<Record<string, number | null>>;
    };

export interface Journal {
  /** Removes the lines of a stage from `step` on; a run that resumes there writes them again. */
  rewind(stage: string, step: number): void;
  write(line: JournalLine): void;
}

/** Appends to a file; a resumed run appends to the same one. */
export function fileJournal(path: string): Journal {
  return {
    rewind: (stage, step) =>
      writeLines(
        path,
        readLines<JournalLine>(path).filter(
          (line) => line.stage !== stage || (line.kind === 'step' ? line.step < step : line.step <= step),
        ),
      ),
    write: (line) => appendLines(path, [line]),
  };
}
