import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CorpusOptions } from '../../corpus';
import { corpusFolder } from '../../corpus';
import type { RestoredPack } from '../export/restore';
import type { Preset } from '../presets';

/** One run of the trainer, from the command line. */
export interface Job {
  readonly preset: Preset;
  readonly clips: number;
  readonly seed: number;
  /** The finished pack that training starts from; undefined for random weights. */
  readonly from: RestoredPack | undefined;
  /** Folders of photos and videos for the corpus. */
  readonly content: readonly string[];
  /** Folder of corpora and checkpoints between runs. */
  readonly cache: string;
  /** The model pack's folder. */
  readonly out: string;
  /** The command that repeats the run. */
  readonly command: string;
  readonly workers: number | undefined;
  readonly shouldStop: () => boolean;
  readonly signal: AbortSignal;
}

export const DEFAULT_CACHE = '.cache';
export const DEFAULT_OUT = 'public/models/slowglass-mini';

/** One folder of clips. */
export interface CorpusPart {
  readonly folder: string;
  readonly options: Pick<CorpusOptions, 'clips' | 'seed' | 'content' | 'out' | 'only' | 'partners'>;
}

export function corpusOf(job: Job): CorpusPart {
  return partOf(job, { clips: job.clips });
}

/** Test clips, where the preset has more of them than the corpus. */
export function testsOf(job: Job): CorpusPart | undefined {
  const { tests } = job.preset;
  return tests === undefined ? undefined : partOf(job, { clips: tests, only: 'test' });
}

/** Matched pairs of the first test clips, where the preset has some. */
export function partnersOf(job: Job): CorpusPart | undefined {
  const { partners } = job.preset;
  return partners === undefined ? undefined : partOf(job, { clips: partners, only: 'test', partners: true });
}

function partOf({ seed, content, cache }: Job, own: Pick<CorpusOptions, 'clips' | 'only' | 'partners'>): CorpusPart {
  const options = { ...own, seed, content, out: join(cache, 'corpus') };
  return { folder: corpusFolder(options), options };
}

/** The corpus folder's name, which depends on what it is made from. */
export function corpusName(job: Job): string {
  return basename(corpusOf(job).folder);
}

/** A file of this run, under .cache/train/<preset>; seeds other than the preset's have folders of their own. */
export function trainFile(job: Job, name: string): string {
  const { preset, seed } = job;
  const folder = seed === preset.seed ? preset.name : `${preset.name}-seed-${seed}`;
  return join(job.cache, 'train', folder, name);
}

/** A file about one seed's network, beside its checkpoints. */
export function seedFile(job: Job, seed: number, name: string): string {
  return trainFile(job, `seed-${seed}/${name}`);
}

/** Seeds of the networks of the weight average. */
export function seedsOf({ seed, preset }: Job): readonly [number, ...number[]] {
  return [seed, ...Array.from({ length: (preset.seeds ?? 1) - 1 }, (_, n) => seed + n + 1)];
}

/** The text of a file; undefined where there is none. */
export function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** JSON that `writeJson` wrote; undefined where there is none. */
export function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

export function writeJson(path: string, value: unknown): void {
  writeText(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Writes a temporary file and renames it, so that a killed process leaves no partial file. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}
