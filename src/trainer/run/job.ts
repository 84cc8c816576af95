import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { corpusFolder } from '../corpus/generate';
import type { Preset } from '../presets';

/** One run of the trainer, as the command line asked for it. */
export interface Job {
  readonly preset: Preset;
  readonly clips: number;
  readonly seed: number;
  /** Folders of photos and videos for the corpus. */
  readonly content: readonly string[];
  /** Where corpora and checkpoints are kept between runs. */
  readonly cache: string;
  /** The model pack's folder. */
  readonly out: string;
  /** As a person would type it again. */
  readonly command: string;
  readonly workers: number | undefined;
  readonly shouldStop: () => boolean;
  readonly signal: AbortSignal;
}

export const DEFAULT_CACHE = '.cache';
export const DEFAULT_OUT = 'public/models/slowglass-mini';

export function corpusOf(job: Job): {
  folder: string;
  options: { clips: number; seed: number; content: readonly string[]; out: string };
} {
  const options = { clips: job.clips, seed: job.seed, content: job.content, out: join(job.cache, 'corpus') };
  return { folder: corpusFolder(options), options };
}

/** A file of this run, under .cache/train/<preset>. */
export function trainFile(job: Job, name: string): string {
  return join(job.cache, 'train', job.preset.name, name);
}

/** What a checkpoint must have been made from to be gone on with. */
export function identityOf(job: Job, stage: string, epochs: number): string {
  const { sft } = job.preset;
  const corpus = basename(corpusOf(job).folder);
  return JSON.stringify({ stage, ...sft, epochs, seed: job.seed, clips: job.clips, corpus });
}

/** JSON that `writeJson` wrote; undefined where there is none. */
export function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

export function writeJson(path: string, value: unknown): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
