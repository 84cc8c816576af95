// `npm run coverage`: runs the unit tests and prints, for each room of src/, how much of its lines they run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roomLines } from './testing/room-coverage.mjs';
import { ROOT, runNode } from './testing/node.mjs';

const FOLDER = join('.cache', 'coverage');

const { ok } = await runNode([
  join('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'unit*',
  '--reporter=dot',
  '--coverage.enabled',
  '--coverage.provider=v8',
  '--coverage.include=src/**/*.ts',
  '--coverage.exclude=src/**/assembly/**',
  '--coverage.exclude=src/**/*.d.ts',
  '--coverage.reporter=json-summary',
  `--coverage.reportsDirectory=${FOLDER}`,
  ...process.argv.slice(2),
]);
if (ok)
  console.log(
    roomLines(JSON.parse(readFileSync(join(ROOT, FOLDER, 'coverage-summary.json'), 'utf8')), ROOT).join('\n'),
  );
process.exitCode = ok ? 0 : 1;
