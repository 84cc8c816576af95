import { expose } from 'comlink';
import { serveDraws } from './draw-worker-service';

/** A drawing worker's whole top level. */
expose(serveDraws());
