// `npm test [-- --only unit,types]`: installs what is missing, runs every check, closes with one line of counts.
// `npm run test:all` runs the tests that take minutes each, too.
import { requireNode } from './check-node.mjs';

requireNode();
// Imported only now: an older Node cannot even read these files.
void import('./test-everything.mjs');
