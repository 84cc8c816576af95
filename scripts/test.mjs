// `npm test`: installs what is missing, runs every check, closes with one line of counts.
// `npm test -- --only unit,types`: these checks only. `npm test -- --changed`: static checks, and tests that import a file
// with uncommitted changes. `npm run test:all`: tests/long too, whose tests take minutes each.
import { requireNode } from './check-node.mjs';

requireNode();
// Imported only now: an older Node cannot even read these files.
void import('./test-everything.mjs');
