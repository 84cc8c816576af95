import { expose } from 'comlink';
import { serve } from './worker-service';

/** The evaluation worker's whole top level. */
expose(serve());
