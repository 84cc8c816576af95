// Runs a TypeScript entry in Node: `node scripts/run.mjs src/cli/score.ts [--] arguments...`
import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleNodeEntry } from './bundle-node.mjs';

const [asked, ...rest] = process.argv.slice(2);
if (asked === undefined) {
  console.error('Usage: node scripts/run.mjs path/to/entry.ts [--] arguments...');
  process.exit(2);
}
const entry = isAbsolute(asked) ? relative(process.cwd(), asked) : asked.replace(/^\.\//, '');
const file = await bundleNodeEntry(entry);
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0] ?? 'node', file, ...(rest[0] === '--' ? rest.slice(1) : rest)];
await import(pathToFileURL(file).href);
