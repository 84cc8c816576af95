import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isFailure } from '../scoring';
import { clipPrompts } from './clip-prompts';
import { isNotice, parseArguments } from './arguments';
import type { ScoreCommand } from './arguments';
import { nodeDeps } from './platform';
import { createProgressLine } from './progress-line';
import { scoreFiles } from './score-files';
import { renderOutcomes } from './table';

/** `npm run score -- FILE...`: exit code 0 when every file was scored, 1 when some were not, 2 for wrong arguments. */
async function main(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(words);
  if (isNotice(parsed)) {
    await print(parsed.exitCode === 0 ? process.stdout : process.stderr, parsed.text);
    return parsed.exitCode;
  }
  return run(parsed);
}

async function run(command: ScoreCommand): Promise<number> {
  const { files, options, json, modelFolder, judge, prompt, prompts, gpu } = command;
  // npm changes into the package's folder; relative paths start at the folder where the command was typed.
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  const inFolder = (path: string | undefined): string | undefined => path && resolve(folder, path);
  const promptOf = await clipPrompts({ prompt, table: prompts, folder });
  if (!promptOf.ok) {
    process.stderr.write(`${promptOf.error.message}\n`);
    return 2;
  }
  const deps = nodeDeps({
    modelFolder: inFolder(modelFolder),
    judge: judge?.kind === 'folder' ? { ...judge, path: resolve(folder, judge.path) } : judge,
    gpu,
  });
  const line = createProgressLine(process.stderr);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const outcomes = await scoreFiles(files, options, deps, {
    folder,
    signal: stop.signal,
    promptOf: promptOf.value,
    onProgress: (file, index, progress) =>
      line.show(files.length > 1 ? `[${index + 1}/${files.length}] ${basename(file)}` : basename(file), progress),
  });
  line.clear();
  if (json === '-') {
    await print(process.stdout, `${JSON.stringify(outcomes, undefined, 2)}\n`);
  } else {
    await print(process.stdout, `${renderOutcomes(outcomes)}\n`);
    if (json !== undefined && !(await saveJson(resolve(folder, json), outcomes))) return 1;
  }
  await deps.judges.dispose();
  return outcomes.some(isFailure) ? 1 : 0;
}

async function saveJson(path: string, outcomes: unknown): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify(outcomes, undefined, 2)}\n`);
    return true;
  } catch (error) {
    process.stderr.write(
      `The reports could not be written to ${path} (${String(error)}). Name a folder that exists.\n`,
    );
    return false;
  }
}

/** Resolves once the text is written: a process that exits earlier truncates a pipe on some systems. */
function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

// Without an exit the runtime's worker threads keep the process alive.
process.exit(await main(process.argv.slice(2)));
