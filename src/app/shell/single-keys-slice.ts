import type { Slice } from './store';

interface SingleKeysState {
  /** Whether a letter or sign alone is a shortcut. People who use speech input may want none (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

interface SingleKeysAction {
  readonly kind: 'single-keys';
  readonly on: boolean;
}

export const singleKeysSlice: Slice<SingleKeysState, SingleKeysAction> = {
  initial: { singleKeys: true },
  on: { 'single-keys': (_, { on }) => ({ singleKeys: on }) },
};
