import { expose } from 'comlink';
import { serve } from './worker-service';

/** Entry point of the evaluation worker. */
expose(serve());
