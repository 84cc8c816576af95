import type { Result } from '../../../base';
import { fail, ok } from '../../../base';
import type { InspectCall, ScoreCall, ScoringClient } from '../../../scoring/page';
import type {
  DegradationName,
  InspectRequest,
  Inspection,
  JudgeChoice,
  KeptFrames,
  Reclassification,
  ReclassifyRequest,
  ScoreOptions,
  ScoreReport,
  Thumbnail,
} from '../../../scoring';
import { toScoreOptions } from './choices';
import type { SavedResult, ResultStore } from './saved/saved-results';
import type { ShownJudge } from './judge/judge-slice';
import type { Item, Picture } from './queue';
import type { GatheredProgress } from './gather-progress';
import { gatherProgress } from './gather-progress';
import { degradedItem, nextInLine, queuedItem, reportItem } from './queue';
import type { ScoreStore } from './score-state';
import { DEGRADED_COPY_HAS_NO_FILE, FILE_GONE, REPORT_ONLY } from './copy';

export interface RunnerParts {
  readonly store: ScoreStore;
  /** Called when the first file waits, so that nothing of the scorer loads before. */
  readonly createClient: () => Promise<ScoringClient>;
  readonly results: ResultStore;
  readonly toPicture: (thumbnail: Thumbnail) => Promise<Picture | undefined>;
  readonly releasePictures: (pictures: ReadonlyMap<number, Picture>) => void;
}

/** Works through the queue, one file at a time, and puts what happens into the store. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #files = new Map<string, () => Promise<File>>();
  #client: Promise<ScoringClient> | undefined;
  #abort: { readonly id: string; readonly controller: AbortController } | undefined;
  #count = 0;
  #judge: JudgeChoice = { kind: 'compact' };

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Queues files in the order given, under their own names or, from a folder, their paths in it. */
  add(files: readonly File[], names: readonly string[] = files.map(({ name }) => name)): void {
    const items = files.map((file, i) => {
      const item = queuedItem(`file-${++this.#count}`, names[i] || 'pasted video', file.size);
      this.#files.set(item.id, () => Promise.resolve(file));
      return item;
    });
    this.#parts.store.dispatch({ kind: 'add', items });
    // A notice was about what was shown before.
    if (items.length > 0) this.#parts.store.dispatch({ kind: 'notice', notice: undefined });
    this.#next();
  }

  /** Adds an item that is finished already; `load` fetches its file for scoring it again. */
  addFinished(item: Item, load: () => Promise<File>): void {
    this.#files.set(item.id, load);
    this.#parts.store.dispatch({ kind: 'add', items: [item] });
  }

  /** Adds reports that were opened from files. Their videos are not there. */
  addReports(reports: readonly ScoreReport[]): void {
    const items = reports.map((report) => reportItem(`report-${++this.#count}`, report));
    this.#parts.store.dispatch({ kind: 'add', items });
    this.#parts.store.dispatch({ kind: 'notice', notice: undefined });
  }

  /** Queues a degraded copy of an item; returns its id. */
  addDegradedCopy(of: Item, name: DegradationName): string {
    const item = degradedItem(`degraded-copy-${++this.#count}`, of, name);
    const load = this.#files.get(of.id);
    if (load !== undefined) this.#files.set(item.id, load);
    this.#parts.store.dispatch({ kind: 'add', items: [item] });
    this.#next();
    return item.id;
  }

  cancel(id: string): void {
    this.#parts.store.dispatch({ kind: 'item', id, event: { kind: 'cancel' } });
    if (this.#abort?.id === id) this.#abort.controller.abort();
  }

  /** Scores a file again, with the current options. */
  again(id: string, explain: boolean): void {
    this.#parts.store.dispatch({ kind: 'item', id, event: { kind: 'again', explain } });
    this.#next();
  }

  /** The same for many, with the rationales each was to have. */
  retry(items: readonly Item[]): void {
    this.#parts.store.dispatch({ kind: 'retry', items });
    this.#next();
  }

  /** The file that shows an item's clip; a failure where there is none, or none any more. */
  async open(id: string): Promise<Result<File>> {
    return this.#find(id)?.degradedCopy === undefined
      ? this.#file(id)
      : fail('unreadable-file', DEGRADED_COPY_HAS_NO_FILE);
  }

  /** The file behind an item: for a degraded copy, that of its clip. */
  async #file(id: string): Promise<Result<File>> {
    try {
      const file = await this.#files.get(id)?.();
      return file === undefined ? this.#noFile(id) : ok(file);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return fail('unreadable-file', `The file could not be fetched: ${detail}. Check the connection and try again.`);
    }
  }

  /** Inspects an item's clip. Like the two methods below, it waits for the file that is being scored, if any. */
  inspect(id: string, options: ScoreOptions, request: InspectRequest, call: InspectCall): Promise<Result<Inspection>> {
    return this.#ask(id, (client, file) => client.inspect(file, options, request, call));
  }

  /** Has the scorer keep an item's comparison frames, to classify them again with other thresholds. */
  keepFrames(id: string, options: ScoreOptions, call: InspectCall): Promise<Result<KeptFrames>> {
    return this.#ask(id, (client, file) => client.keepFrames(file, options, call));
  }

  /** Larger pictures of an item's sampled frames, through `onThumbnail`. */
  pictures(id: string, options: ScoreOptions, call: ScoreCall): Promise<Result<number>> {
    return this.#ask(id, (client, file) => client.pictures(file, options, call));
  }

  async #ask<T>(id: string, job: (client: ScoringClient, file: File) => Promise<Result<T>>): Promise<Result<T>> {
    const file = await this.#file(id);
    if (!file.ok) return file;
    try {
      return await job(await this.#ready(), file.value);
    } catch (error) {
      this.#client = undefined;
      return couldNotStart(error);
    }
  }

  /** Undefined where the frames are no longer kept. */
  async reclassify(saved: string, request: ReclassifyRequest): Promise<Reclassification | undefined> {
    return (await this.#client)?.reclassify(saved, request);
  }

  dropFrames(): void {
    void this.#client?.then((client) => client.dropFrames()).catch(() => undefined);
  }

  /** Starts no further file while paused; the running one is finished. */
  pause(paused: boolean): void {
    this.#parts.store.dispatch({ kind: 'batch', batch: { paused } });
    this.#next();
  }

  remove(id: string): void {
    const item = this.#find(id);
    if (item === undefined) return;
    this.cancel(id);
    this.#files.delete(id);
    this.#parts.store.dispatch({ kind: 'remove', id });
    this.#parts.releasePictures(item.pictures);
  }

  /** Scores with another judge from the next file on. */
  chooseJudge(shown: ShownJudge, choice: JudgeChoice): void {
    this.#judge = choice;
    this.#parts.store.dispatch({ kind: 'judge', judge: shown });
    void this.#client?.then((client) => client.chooseJudge(choice)).catch(() => undefined);
  }

  clearSaved(): void {
    void this.#parts.results.clear();
  }

  #noFile(id: string): Result<never> {
    return fail('unreadable-file', this.#find(id)?.origin === 'report' ? REPORT_ONLY : FILE_GONE);
  }

  #find(id: string): Item | undefined {
    return this.#parts.store.state.items.find((item) => item.id === id);
  }

  #next(): void {
    // A removed file may still be on its way out of the worker; its end calls again.
    if (this.#abort !== undefined || this.#parts.store.state.batch.paused) return;
    const item = nextInLine(this.#parts.store.state.items);
    if (item === undefined) return;
    const controller = new AbortController();
    this.#abort = { id: item.id, controller };
    this.#parts.store.dispatch({ kind: 'item', id: item.id, event: { kind: 'start' } });
    void this.#run(item, controller.signal).finally(() => {
      this.#abort = undefined;
      this.#next();
    });
  }

  async #run(item: Item, signal: AbortSignal): Promise<void> {
    const { store, results, toPicture, releasePictures } = this.#parts;
    const live = gatherProgress(item, store, toPicture);
    const result = await this.#score(item, signal, live);
    const made = await live.finish();
    if (!result.ok) {
      // The report that stays, if any, keeps the pictures it came with.
      releasePictures(made);
      store.dispatch({ kind: 'item', id: item.id, event: { kind: 'fail', error: result.error } });
      return;
    }
    const { file, options, recalled } = result.value;
    const pictures = recalled?.pictures ?? made;
    const before = this.#find(item.id);
    if (before === undefined) {
      releasePictures(pictures);
      return;
    }
    if (before.pictures.size > 0 && before.report !== undefined) releasePictures(before.pictures);
    // A saved report has the name that the file had the first time; the scorer's report has the file's own name.
    const report = { ...result.value.report, video: item.name };
    const event = { kind: 'finish', report, pictures, recalled: recalled !== undefined } as const;
    store.dispatch({ kind: 'item', id: item.id, event });
    if (recalled === undefined) void results.save(file, options, { report, pictures });
  }

  /** Finds the saved result or scores the file. A file that has a report is always scored again. */
  async #score(item: Item, signal: AbortSignal, live: GatheredProgress): Promise<Result<Outcome>> {
    try {
      const file = await this.#files.get(item.id)?.();
      if (file === undefined) return this.#noFile(item.id);
      const chosen = toScoreOptions(this.#parts.store.state.choices, item.explain);
      const options = item.degradedCopy === undefined ? chosen : { ...chosen, degradedCopy: item.degradedCopy.name };
      const recalled = item.report === undefined ? await this.#parts.results.recall(file, options, signal) : undefined;
      if (recalled !== undefined) return ok({ file, options, report: recalled.report, recalled });
      const client = await this.#ready();
      const scored = await client.score(file, options, { ...live.callbacks, signal });
      return scored.ok ? ok({ file, options, report: scored.value, recalled: undefined }) : scored;
    } catch (error) {
      this.#client = undefined;
      return couldNotStart(error);
    }
  }

  #ready(): Promise<ScoringClient> {
    this.#client ??= this.#parts.createClient().then((client) => {
      if (this.#judge.kind !== 'compact') client.chooseJudge(this.#judge);
      void client.capabilities().then((capabilities) => {
        this.#parts.store.dispatch({ kind: 'capabilities', capabilities });
      });
      return client;
    });
    return this.#client;
  }
}

function couldNotStart(error: unknown): Result<never> {
  const detail = error instanceof Error ? error.message : String(error);
  return fail('internal', `Scoring could not start: ${detail}. Check the connection and try again.`);
}

interface Outcome {
  readonly file: File;
  readonly options: ScoreOptions;
  readonly report: ScoreReport;
  /** Where the report was found instead of made. */
  readonly recalled: SavedResult | undefined;
}
