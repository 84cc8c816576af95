// Holds the direction of imports between the rooms of src/: `node scripts/run.mjs scripts/check-imports.ts`.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyForbidden } from './imports/floors';
import { readImports } from './imports/read';

// From .build/node, where the bundle of this file lies.
const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)));

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'));
}

interface PackageFile {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const declared = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageFile;
const runtime = new Set(Object.keys(declared.dependencies));
const everything = new Set([...runtime, ...Object.keys(declared.devDependencies)]);

let files = 0;
const problems: string[] = [];
for (const folder of ['src', 'scripts', 'tests']) {
  for (const path of sources(folder)) {
    files++;
    for (const entry of readImports(path, readFileSync(join(ROOT, path), 'utf8'))) {
      const problem = whyForbidden(entry, folder === 'src' ? runtime : everything);
      if (problem !== undefined) problems.push(problem);
    }
  }
}
for (const problem of problems) console.error(problem);
console.log(`${files} files, ${problems.length} imports that may not stand`);
process.exitCode = problems.length === 0 ? 0 : 1;
