import { assert } from '../../base';

/** A request to change the state; `kind` names it. */
export interface StoreAction {
  readonly kind: string;
}

/**
 * A part of the page's state with the actions that change it. It belongs to the feature in whose folder its file is. Several
 * slices may answer the same action, each with its own part.
 */
export interface Slice<S extends object, A extends StoreAction> {
  readonly initial: S;
  /** For each action: what changes. An empty object, or equal values, change nothing. */
  readonly on: {
    readonly [K in A['kind']]: (state: S, action: Extract<A, { readonly kind: K }>) => Partial<S>;
  };
}

/** A slice whose own types do not matter here. */
interface AnySlice {
  readonly initial: object;
  readonly on: Readonly<Record<string, Handler>>;
}
type Handler = (state: never, action: never) => object;

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

/** The state that a list of slices makes together. */
export type StateOf<T extends readonly AnySlice[]> = Intersection<T[number]['initial']>;

/** The actions that a list of slices answers. */
export type ActionOf<T extends readonly AnySlice[]> = T[number] extends infer Each
  ? Each extends AnySlice
    ? Parameters<Each['on'][keyof Each['on']]>[1]
    : never
  : never;

export type Dispatch<A> = (action: A) => void;

/** Holds one state, changes it by actions, and calls those who listen after each change. */
export interface Store<S, A> {
  readonly state: S;
  readonly dispatch: Dispatch<A>;
  /** Returns the way to stop listening. */
  subscribe(listener: (state: S, before: S) => void): () => void;
}

/** The initial state of all slices together. No two slices may own a field of the same name. */
export function initialState<const T extends readonly AnySlice[]>(slices: T): StateOf<T> {
  const state: Record<string, unknown> = {};
  for (const { initial } of slices) {
    for (const [name, value] of Object.entries(initial)) {
      assert(!(name in state), `two slices own the field ${name}`);
      state[name] = value;
    }
  }
  return state as StateOf<T>;
}

/** The next state. It is the same object where nothing changes, so that a listener can compare by identity. */
export function reducerOf<const T extends readonly AnySlice[]>(
  slices: T,
): (state: StateOf<T>, action: ActionOf<T>) => StateOf<T> {
  const handlers = new Map<string, Handler[]>();
  for (const { on } of slices) {
    for (const [kind, handler] of Object.entries(on)) handlers.set(kind, [...(handlers.get(kind) ?? []), handler]);
  }
  return (state, action) => {
    const { kind } = action as StoreAction;
    const changes = (handlers.get(kind) ?? []).flatMap((handler) =>
      Object.entries(handler(state as never, action as never)),
    );
    const before = state as Record<string, unknown>;
    return changes.every(([name, value]) => before[name] === value)
      ? state
      : ({ ...before, ...Object.fromEntries(changes) } as StateOf<T>);
  };
}

/** A store of these slices. `start` replaces initial values, for example by those of the address. */
export function createStore<const T extends readonly AnySlice[]>(
  slices: T,
  start: Partial<StateOf<T>> = {},
): Store<StateOf<T>, ActionOf<T>> {
  type State = StateOf<T>;
  const reduce = reducerOf(slices);
  const listeners = new Set<(state: State, before: State) => void>();
  let state = { ...(initialState(slices) as object), ...start } as State;
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const before = state;
      state = reduce(before, action);
      if (state === before) return;
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
