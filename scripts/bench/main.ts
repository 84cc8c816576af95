// `npm run bench -- [FILE] [--repeat N] [--json PATH] [--model FOLDER]`: how long scoring takes, from one run.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, resolve } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { Result } from '../../src/base';
import { nodeDeps } from '../../src/cli';
import { openFile } from '../../src/media/node';
import type { ScoreOptions } from '../../src/scoring';
import { ownClip } from './clip';
import type { Measurement } from './scoring';
import { measureScoring } from './scoring';
import { ms, toCount } from './words';

interface Flags {
  readonly repeat: number;
  readonly json?: string;
  readonly model?: string;
}

interface Case {
  readonly name: string;
  readonly options: ScoreOptions;
  readonly gpu: boolean;
}

const CASES: readonly Case[] = [
  { name: 'wasm', options: { provider: 'wasm', packing: 'cpu' }, gpu: false },
  { name: 'WebGPU', options: { provider: 'webgpu', packing: 'webgpu' }, gpu: true },
];

process.exit(await main());

async function main(): Promise<number> {
  const command = new Command('npm run bench --')
    .description('Measures scoring on one clip. Without FILE, on one that it draws and encodes itself.')
    .argument('[FILE]', 'a video')
    .option('--repeat <n>', 'repetitions, of which the median is shown', toCount, 5)
    .option('--json <path>', 'also write the figures as JSON')
    .option('--model <folder>', 'another model pack')
    .parse();
  const { repeat, json, model } = command.opts<Flags>();
  // npm changes into the package's folder; the person meant the one that the command was typed in.
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  const [asked] = command.args;
  const path = asked === undefined ? await ownClip() : resolve(folder, asked);
  const file = await openFile(path);
  if (!file.ok) {
    console.error(file.error.message);
    return 1;
  }
  const modelFolder = model === undefined ? undefined : resolve(folder, model);
  const results: [Case, Result<Measurement>][] = [];
  for (const each of CASES) {
    const deps = nodeDeps({ modelFolder, gpu: each.gpu });
    results.push([each, await measureScoring(file.value, path, each.options, deps, repeat)]);
    await deps.judges.dispose();
  }
  print(basename(path), repeat, results);
  if (json !== undefined)
    writeFileSync(resolve(folder, json), `${JSON.stringify(toJson(path, results), undefined, 2)}\n`);
  // A machine without a GPU is measured all the same; without wasm nothing was.
  return results[0]?.[1].ok === true ? 0 : 1;
}

function print(clip: string, repeat: number, results: readonly [Case, Result<Measurement>][]): void {
  const table = new Table({
    head: ['', 'decode only', 'whole scoring', 'ratio', 'SlowFast', 'model', 'frames/s'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const [{ name }, measured] of results) {
    if (!measured.ok) continue;
    const { decodeOnly, total, ratio, slowfast, model, frames } = measured.value;
    const rate = (frames / total) * 1000;
    table.push([name, ms(decodeOnly), ms(total), ratio.toFixed(2), ms(slowfast), ms(model), rate.toFixed(0)]);
  }
  const processors = cpus();
  console.log(
    `${clip} on ${processors.length} x ${processors[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
  );
  console.log(`Medians of ${repeat} runs after one that does not count; ratio = whole scoring / decode only.`);
  console.log(table.toString());
  for (const [{ name }, measured] of results) {
    if (measured.ok)
      console.log(`${name}: ${measured.value.report.judge.reason} ${measured.value.report.slowfast.reason}`);
    else console.log(`${name}: not measured. ${measured.error.message}`);
  }
}

function toJson(path: string, results: readonly [Case, Result<Measurement>][]): unknown {
  const cases = results.map(([{ name }, measured]) => {
    if (!measured.ok) return { name, error: measured.error };
    const { report, ...metrics } = measured.value;
    return { name, ...metrics, reason: report.judge.reason };
  });
  return { clip: path, processors: cpus().length, node: process.versions.node, cases };
}
