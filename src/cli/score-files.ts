import { resolve } from 'node:path';
import { openFile } from '../media/node';
import type { Progress, ScoreDeps, ScoreOptions, ScoreOutcome } from '../scoring';
import { score, scoreWithRecovery } from '../scoring';
import type { PromptOf } from './clip-prompts';

export interface ScoreFilesCalls {
  /** Where relative paths start. */
  readonly folder: string;
  readonly onProgress?: (file: string, index: number, progress: Progress) => void;
  readonly signal?: AbortSignal;
  readonly promptOf?: PromptOf;
}

/** Scores files one after the other. Each gives a report or a failure; a failure does not stop the rest. */
export async function scoreFiles(
  files: readonly string[],
  options: ScoreOptions,
  deps: ScoreDeps,
  { folder, onProgress, signal, promptOf }: ScoreFilesCalls,
): Promise<ScoreOutcome[]> {
  const outcomes: ScoreOutcome[] = [];
  for (const [index, video] of files.entries()) {
    outcomes.push(await scoreFile(video, index));
  }
  return outcomes;

  async function scoreFile(video: string, index: number): Promise<ScoreOutcome> {
    if (signal?.aborted === true) return { video, error: { code: 'cancelled', message: 'Scoring was cancelled.' } };
    const file = await openFile(resolve(folder, video));
    if (!file.ok) return { video, error: file.error };
    const blob = file.value;
    const prompt = await promptOf?.(video);
    const asked: ScoreOptions = prompt === undefined ? options : { ...options, prompt };
    const scored = await scoreWithRecovery(asked, (each) =>
      score(blob, video, each, deps, { signal, onProgress: (progress) => onProgress?.(video, index, progress) }),
    );
    return scored.ok ? scored.value : { video, error: scored.error };
  }
}
