// `npm start [-- --port N] [--open]`: installs what is missing, builds the page, serves it and prints its address.
import { requireNode } from './check-node.mjs';

requireNode();
// Imported only now: an older Node cannot even read these files.
void import('./start-page.mjs');
