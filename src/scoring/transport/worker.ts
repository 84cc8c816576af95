import { expose } from 'comlink';
import { serve } from './worker-service';

/**
 * The scoring worker's whole top level. ONNX Runtime is imported later and by address, so that its threads never start
 * from this file. The page names the worker after the model pack's address: a worker has no document to resolve one
 * against.
 */
expose(serve(self.name));
