// `npm run bench:model -- [--previous REVISION] [--repeat N]`: how long the model takes for one window, beside another's.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { Result } from '../../src/base';
import { fail, ok } from '../../src/base';
import type { TokenJudge, WindowTokens } from '../../src/judges';
import { goldenWindow, loadCompactJudge, loadPack } from '../../src/judges';
import { nodeOrt, packFromFolder } from '../../src/judges/node';
import { FAST_TOKENS, FAST_WIDTH, SLOW_WIDTH, TOKEN_LAYOUT } from '../../src/slowfast';
import { median } from './median';
import { ms, toCount } from './words';

const SHIPPED = 'public/models/slowglass-mini';
const MANIFEST = 'manifest.json';
const FILES = [MANIFEST, 'encoder.onnx', 'decoder.onnx', 'golden.json'];

/** A whole window: fast tokens of 32 sampled frames, and all slow tokens that the budget allows. */
const FRAMES_SAMPLED = 32;

process.exit(await main());

async function main(): Promise<number> {
  const command = new Command('npm run bench:model --')
    .description('Times encoder and one decoder step for all dimensions on wasm with one thread, a window at a time.')
    .option('--previous <revision>', 'a Git revision whose pack runs beside the present one', 'HEAD~1')
    .option('--repeat <n>', 'windows, of which the median is shown', toCount, 21)
    .parse();
  const { previous, repeat } = command.opts<{ previous: string; repeat: number }>();
  const folder = mkdtempSync(join(tmpdir(), 'slowglass-bench-'));
  try {
    const models: [string, Result<TokenJudge>][] = [
      ['this pack', await open(SHIPPED)],
      [`the pack of ${previous}`, await openRevision(previous, folder)],
    ];
    for (const [name, model] of models) if (!model.ok) console.log(`${name}: not measured. ${model.error.message}`);
    const opened = models.flatMap(([name, model]) => (model.ok ? [{ name, model: model.value }] : []));
    const times = await measure(
      opened.map(({ model }) => model),
      repeat,
    );
    print(
      opened.map(({ name, model }, place) => ({
        name,
        tokens: model.sampling.budget.total,
        milliseconds: median(times[place]!),
      })),
      repeat,
    );
    for (const { model } of opened) await model.dispose();
    return models[0]?.[1].ok === true ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function open(folder: string): Promise<Result<TokenJudge>> {
  const pack = await loadPack(packFromFolder(folder));
  if (!pack.ok) return pack;
  const gpu = async () => fail('no-webgpu', 'The bench of the model runs on wasm.');
  return loadCompactJudge(pack.value, { provider: 'wasm', loader: nodeOrt, gpu });
}

async function openRevision(revision: string, folder: string): Promise<Result<TokenJudge>> {
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) {
    const bytes = fileOf(revision, `${SHIPPED}/${file}`);
    if (!bytes.ok) return bytes;
    writeFileSync(join(folder, file), file === MANIFEST ? laidOutAsNow(bytes.value) : bytes.value);
  }
  return open(folder);
}

/**
 * A manifest whose pack passes for one of the present layout. What tokens mean does not matter to how long a model takes
 * for them. How wide they are does, and they are as wide as now since layout 4; how many there are does, and each model is
 * given as many as its own budget has.
 */
function laidOutAsNow(bytes: Buffer): string {
  const manifest = JSON.parse(bytes.toString('utf8')) as { readonly packing: object };
  return JSON.stringify({ ...manifest, packing: { ...manifest.packing, layout: TOKEN_LAYOUT } });
}

function fileOf(revision: string, path: string): Result<Buffer> {
  try {
    return ok(
      execFileSync('git', ['show', `${revision}:${path}`], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return fail('model-missing', `Git has no ${path} at ${revision}. Name a revision with a pack.`);
  }
}

/** Milliseconds of each model's windows. The models take turns, so that a busy machine slows all of them. */
async function measure(models: readonly TokenJudge[], repeat: number): Promise<number[][]> {
  const windows = models.map(({ sampling }) => wholeWindow(sampling.budget.total));
  const times = models.map((): number[] => []);
  // The first round warms the caches and does not count.
  for (let round = 0; round <= repeat; round++) {
    for (const [place, model] of models.entries()) {
      const took = await judge(model, windows[place]!);
      if (round > 0) times[place]!.push(took);
    }
  }
  return times;
}

function wholeWindow(tokens: number): WindowTokens {
  const fastRows = FRAMES_SAMPLED * FAST_TOKENS;
  const slowRows = tokens - fastRows;
  const { fast, slow, clip } = goldenWindow(1, fastRows, slowRows);
  return {
    fast: { kind: 'cpu', rows: fastRows, width: FAST_WIDTH, data: fast },
    slow: { kind: 'cpu', rows: slowRows, width: SLOW_WIDTH, data: slow },
    clip,
  };
}

async function judge(model: TokenJudge, window: WindowTokens): Promise<number> {
  const started = performance.now();
  const reading = await model.read(window);
  if (!reading.ok) throw new Error(reading.error.message);
  const judged = await reading.value.judge({ dimensions: model.dimensions });
  reading.value.release();
  if (!judged.ok) throw new Error(judged.error.message);
  return performance.now() - started;
}

function print(rows: readonly { name: string; tokens: number; milliseconds: number }[], repeat: number): void {
  const table = new Table({
    head: ['', 'tokens', 'encoder and one decoder step', 'beside this pack'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, tokens, milliseconds } of rows)
    table.push([name, tokens, ms(milliseconds), (milliseconds / rows[0]!.milliseconds).toFixed(2)]);
  console.log(`Medians of ${repeat} windows of ${FRAMES_SAMPLED} sampled frames, wasm, one thread.`);
  console.log(table.toString());
}
