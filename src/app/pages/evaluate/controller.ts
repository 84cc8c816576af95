import type { Remote } from 'comlink';
import { proxy } from 'comlink';
import type { Result } from '../../../base';
import type { Brush } from '../../../charts';
import type { EvaluationWorker } from './client';
import type { EvaluationProgress } from './evaluation';
import type { Roles } from '../../tables/roles';
import type { EvaluationService, OpenedTable, ProgressCallback } from './service';
import type { EvaluationChoices, EvaluationState } from './state';
import { brushed, EMPTY_STATE, withEvaluation, withTable } from './state';
import type { Table } from '../../tables';

/** Tables up to this many scores get intervals automatically. */
const QUICK_SCORES = 60_000;
/** Shortest time between two updates of the progress. */
const REFRESH_MS = 250;

/** Sends the person's actions to the worker and its results into the state. */
export class EvaluationController {
  #state: EvaluationState = EMPTY_STATE;
  #worker: EvaluationWorker | undefined;
  /** Number of the last call. The result of an earlier call is dropped. */
  #turn = 0;
  readonly #start: () => EvaluationWorker;
  /** Called after every change. */
  onState: (() => void) | undefined;

  /** `start` creates the worker for the first table. */
  constructor(start: () => EvaluationWorker) {
    this.#start = start;
  }

  get state(): EvaluationState {
    return this.#state;
  }

  readonly open = (files: readonly File[]): Promise<void> =>
    this.#open((service, onProgress) => service.open(files, onProgress));

  readonly openTable = (table: Table): Promise<void> => this.#open((service) => service.openTable(table));

  readonly close = (): void => {
    this.#turn++;
    void this.#worker?.service.cancel();
    this.#set({ ...EMPTY_STATE, paper: this.#state.paper });
  };

  /** Applies a link. A built-in table replaces the open one. Without a table, the choices apply to the next file. */
  readonly show = (paper: string | undefined, choices: EvaluationChoices, notice: string | undefined): void => {
    if (paper !== undefined) {
      this.close();
      this.#set({ ...this.#state, paper, notice });
      return;
    }
    this.#set({ ...this.#state, choices, notice, awaited: this.#state.table === undefined });
    void this.evaluate();
  };

  readonly unfold = (paper: string): void => this.#set({ ...this.#state, paper });

  readonly setRoles = async (roles: Roles): Promise<void> => {
    this.#set({ ...this.#state, roles });
    const { table } = this.#state;
    const checked = await this.#ready().check(roles);
    if (this.#state.roles !== roles || this.#state.table !== table || table === undefined) return;
    this.#set({ ...this.#state, table: { ...table, ...checked } });
    await this.evaluate();
  };

  /** Choices about the data start an evaluation. Other choices only request their details. */
  readonly choose = (change: Partial<EvaluationChoices>): Promise<void> => {
    this.#set({ ...this.#state, choices: { ...this.#state.choices, ...change } });
    if ('ties' in change) return this.#votes();
    return 'toFive' in change || 'keepGood' in change ? this.evaluate() : this.#details();
  };

  readonly point = (row: number | undefined): void => {
    if (row !== this.#state.row) this.#set({ ...this.#state, row });
  };

  readonly select = (rows: readonly number[], how: Brush['how']): void =>
    this.#set({ ...this.#state, selected: brushed(this.#state.selected, rows, how) });

  /** A parser cannot be cancelled: cancelling while reading ends the worker, and with it the previous table. */
  readonly cancel = (): void => {
    if (this.#state.busy?.stage !== 'reading') return void this.#worker?.service.cancel();
    this.#worker?.end();
    this.#worker = undefined;
    this.close();
  };

  async evaluate(): Promise<void> {
    const { table, roles, choices } = this.#state;
    if (table === undefined || table.votes !== undefined) return;
    if (table.badRows > 0 && !choices.keepGood) {
      this.#turn++;
      this.#set({ ...this.#state, busy: undefined, evaluation: undefined, problem: undefined });
      return;
    }
    const turn = ++this.#turn;
    const service = this.#ready();
    const options = { toFive: choices.toFive, keepGood: choices.keepGood };
    const result = await this.#withProgress(turn, (onProgress) => service.evaluate(roles, options, onProgress));
    if (turn !== this.#turn) return;
    if (!result.ok) {
      this.#set({ ...this.#state, busy: undefined, evaluation: undefined, problem: result.error });
      return;
    }
    this.#set({ ...withEvaluation(this.#state, result.value), busy: undefined });
    await this.#details();
    const scores = result.value.dimensions.reduce((sum, { methods }) => sum + methods.length * result.value.rows, 0);
    if (turn === this.#turn && scores <= QUICK_SCORES) await this.intervals();
  }

  readonly intervals = async (): Promise<void> => {
    const turn = ++this.#turn;
    const { draws, seed } = this.#state.choices;
    const result = await this.#withProgress(turn, (onProgress) => this.#ready().intervals(draws, seed, onProgress));
    if (turn !== this.#turn) return;
    if (result.ok) this.#set({ ...this.#state, busy: undefined, intervals: result.value });
    else this.#set({ ...this.#state, busy: undefined, problem: result.error });
    await this.#details();
  };

  async #open(
    call: (service: Remote<EvaluationService>, onProgress: ProgressCallback) => Promise<Result<OpenedTable>>,
  ): Promise<void> {
    const turn = ++this.#turn;
    this.#set({ ...this.#state, busy: { stage: 'reading', done: 0, total: 0, seconds: 0 }, problem: undefined });
    const result = await this.#withProgress(turn, (onProgress) => call(this.#ready(), onProgress));
    if (turn !== this.#turn) return;
    if (!result.ok) {
      this.#set({ ...this.#state, busy: undefined, problem: result.error });
      return;
    }
    this.#set(withTable(this.#state, result.value));
    await this.evaluate();
  }

  /** Requests plots, raters and the paired test of the chosen dimension and methods. */
  async #details(): Promise<void> {
    const { level, dimension, method, against, metric, drop, draws } = this.#state.choices;
    if (this.#state.evaluation === undefined) return;
    const service = this.#ready();
    const asked = this.#state.choices;
    const [plots, raters, pair] = await Promise.all([
      service.plots(dimension, method),
      service.raters(dimension, drop, draws),
      method === against ? undefined : service.pair(level, dimension, method, against, metric),
    ]);
    if (this.#state.choices === asked) this.#set({ ...this.#state, plots, raters, pair });
  }

  async #votes(): Promise<void> {
    const { table, choices } = this.#state;
    const votes = await this.#ready().votes(choices.ties);
    if (this.#state.choices === choices && this.#state.table === table && table !== undefined) {
      this.#set({ ...this.#state, table: { ...table, votes } });
    }
  }

  #ready(): Remote<EvaluationService> {
    this.#worker ??= this.#start();
    return this.#worker.service;
  }

  /**
   * Shows the progress of a call until it returns. Progress has its own channel and can arrive after the result, where it
   * would leave the page busy. It is then ignored.
   */
  async #withProgress<T>(turn: number, call: (onProgress: ProgressCallback) => Promise<Result<T>>): Promise<Result<T>> {
    const started = performance.now();
    let last = 0;
    let over = false;
    const onProgress = proxy((progress: EvaluationProgress) => {
      const now = performance.now();
      if (over || turn !== this.#turn || now - last < REFRESH_MS) return;
      last = now;
      this.#set({ ...this.#state, busy: { ...progress, seconds: (now - started) / 1000 } });
    });
    try {
      return await call(onProgress);
    } finally {
      over = true;
    }
  }

  #set(state: EvaluationState): void {
    this.#state = state;
    this.onState?.();
  }
}
