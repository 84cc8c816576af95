export interface HashParts {
  readonly readHash: () => string;
  /** Replaces, never pushes: a drag or a walk must not fill the history. */
  readonly replaceHash: (hash: string) => void;
}

export const PAGE_HASH: HashParts = {
  readHash: () => location.hash,
  replaceHash: (hash) => history.replaceState(history.state, '', hash),
};

/** The address as a view knows it, so that a change made elsewhere is never overwritten. */
export class HashKeeper {
  readonly #parts: HashParts;
  #known: string | undefined;

  constructor(parts: HashParts = PAGE_HASH) {
    this.#parts = parts;
  }

  read(): string {
    this.#known = this.#parts.readHash();
    return this.#known;
  }

  /** Writes an address, unless it was changed elsewhere and the event of that change is still pending. */
  replace(wanted: string): void {
    if (this.#parts.readHash() !== this.#known || wanted === this.#known) return;
    this.#parts.replaceHash(wanted);
    this.read();
  }
}
