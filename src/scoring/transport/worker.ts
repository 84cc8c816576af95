import { expose } from 'comlink';
import { serve } from './worker-service';

/**
 * The scoring worker's top level. ONNX Runtime is imported later and by address, so that its threads do not run this file.
 * The worker's name is the model pack's address, because a worker has no document to resolve a relative one against.
 */
expose(serve(self.name));
