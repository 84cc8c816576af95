/** A fault of a report whose place in the picture somebody asked for. Each asking is an object of its own. */
export interface Sought {
  /** Id of the item whose report lists it. */
  readonly item: string;
  readonly tag: string;
}
