import type { Weights } from './parameters';
import type { Scalings } from './scalings';
import type { NetworkShape } from './shape';

/** A network as plain numbers: its sizes, its weights, and how its inputs are scaled. */
export interface Network {
  readonly shape: NetworkShape;
  readonly weights: Weights;
  readonly scalings: Scalings;
}
