import { HashKeeper } from '../../shell/address/hash-keeper';
import { carriesState } from '../../shell/address/link-format';
import { viewOf } from '../../shell/address/route';
import { benchLink, choicesOf, OWN_TABLE, readBenchLink } from './bench-link';
import { OWN_TABLE_NOTICE } from './copy';
import type { EvaluationController } from './controller';

/** The address is updated this long after the last change: browsers limit the number of changes per second. */
const REST_MS = 350;

/** Synchronises the page's address with the bench while the bench is on show. */
export class BenchAddress {
  readonly #controller: EvaluationController;
  readonly #hash = new HashKeeper();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(controller: EvaluationController) {
    this.#controller = controller;
  }

  connect(): void {
    window.addEventListener('hashchange', this.#read);
    this.#read();
  }

  disconnect(): void {
    window.removeEventListener('hashchange', this.#read);
    clearTimeout(this.#timer);
  }

  /** Call after every change of the bench. */
  readonly follow = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (viewOf(location.hash) === 'evaluate') this.#hash.replace(benchLink(this.#controller.state));
    }, REST_MS);
  };

  readonly #read = (): void => {
    const hash = this.#hash.read();
    if (viewOf(hash) !== 'evaluate') return;
    if (!carriesState(hash)) {
      this.follow();
      return;
    }
    const { value, problem } = readBenchLink(hash);
    const awaited = value.table === OWN_TABLE && this.#controller.state.table === undefined;
    const notice = [problem, awaited ? OWN_TABLE_NOTICE : undefined].filter(Boolean).join(' ');
    this.#controller.show(
      value.table === OWN_TABLE ? undefined : value.table,
      choicesOf(value),
      notice === '' ? undefined : notice,
    );
  };
}
