import type { Slice } from '../../shell/store';

interface ExampleState {
  /** True until the stored example was loaded or found missing. The empty list shows no text before. */
  readonly awaitingExample: boolean;
}

interface ExampleAction {
  readonly kind: 'example-settled';
}

export const exampleSlice: Slice<ExampleState, ExampleAction> = {
  initial: { awaitingExample: true },
  on: { 'example-settled': () => ({ awaitingExample: false }) },
};
