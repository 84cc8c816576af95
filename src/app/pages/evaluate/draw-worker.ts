import { expose } from 'comlink';
import { serveDraws } from './draw-worker-service';

/** Entry point of a worker that draws resamples. */
expose(serveDraws());
