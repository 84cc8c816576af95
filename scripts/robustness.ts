// `npm run robustness -- FILE... [--model FOLDER]`: label-preserving changes and rising distortions of real clips.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { nodeDeps } from '../src/cli';
import { nodePlatform, openFile } from '../src/media/node';
import type { OpenVideo } from '../src/media';
import { openVideo } from '../src/media';
import { ok } from '../src/base';
import type { ScoreDeps } from '../src/scoring';
import { score } from '../src/scoring';
import type { Change, Growth, RobustnessRun, Scores } from '../src/trainer';
import { DEFAULT_OUT, LEAST_TAU, MOST_CHANGE, distortionRows, versionRows } from '../src/trainer';
import { countedFrom, endingAt, framesOf, openFrames } from './robustness/frames';
import { LANCZOS, TRIANGLE, resized } from './robustness/resize';
import { CHECKED_DISTORTIONS, SEVERITIES, dimensionOf, footageOf, distorted } from './robustness/severities';
import { reencoded, remuxed } from './robustness/versions';

/** Prime, so that the fragments do not repeat cyclically. */
const ANOTHER_START = 101;

interface Flags {
  readonly seconds: number;
  readonly lines: number;
  readonly distortionTypes: readonly string[];
  readonly model?: string;
  readonly json: string;
}

process.exit(await main());

async function main(): Promise<number> {
  const command = new Command('robustness')
    .description('Scores real clips, label-preserving versions of them, and distortions at rising levels.')
    .argument('<FILE...>', 'videos')
    .option('--seconds <n>', 'seconds of each clip', positive, 4)
    .option('--lines <n>', 'clips are reduced to this many lines before a distortion', positive, 240)
    .option(
      '--distortion-types <ids>',
      'ids of distortions, separated by commas; `none` checks versions only',
      ids,
      CHECKED_DISTORTIONS,
    )
    .option('--model <folder>', 'another model pack')
    .option(
      '--json <path>',
      "file of all scores; from the training run's folder, the next export writes them into the card",
      '.cache/robustness.json',
    )
    .parse();
  const { seconds, lines, distortionTypes, model, json } = command.opts<Flags>();
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  // The default pack is relative to the project, not to the working directory.
  const modelFolder = model === undefined ? resolve(DEFAULT_OUT) : resolve(folder, model);
  const deps = nodeDeps({ modelFolder, gpu: false });
  const encoder = sha256(resolve(modelFolder, 'encoder.onnx'));
  const changes: Change[] = [];
  const growths: Growth[] = [];
  const path = resolve(folder, json);
  for (const name of command.args) {
    const file = resolve(folder, name);
    const clip = `${basename(dirname(file))}/${basename(file)}`;
    console.error(clip);
    changes.push(...(await changesOf(clip, file, seconds, deps)));
    growths.push(...(await growthsOf(clip, file, { seconds, lines, distortionTypes }, deps)));
    // Saved after every clip, because a run takes long.
    mkdirSync(dirname(path), { recursive: true });
    const run: RobustnessRun = { schema: 1, encoder, seconds, changes, growths };
    writeFileSync(path, `${JSON.stringify({ ...run, lines }, undefined, 2)}\n`);
  }
  await deps.judges.dispose();
  printVersions(changes);
  printDistortions(growths);
  return 0;
}

async function scoresOf(video: OpenVideo, name: string, deps: ScoreDeps): Promise<Scores> {
  const given: ScoreDeps = { ...deps, openVideo: () => Promise.resolve(ok(video)) };
  const scored = await score(new Blob([]), name, { provider: 'wasm' }, given);
  if (!scored.ok) throw new Error(scored.error.message);
  return Object.fromEntries(scored.value.dimensions.flatMap(({ id, score }) => (score === null ? [] : [[id, score]])));
}

async function opened(file: Blob): Promise<OpenVideo> {
  const video = await openVideo(file, { platform: nodePlatform });
  if (!video.ok) throw new Error(video.error.message);
  return video.value;
}

/** Every version that is possible for the file; others are reported and skipped. */
async function changesOf(clip: string, path: string, seconds: number, deps: ScoreDeps): Promise<Change[]> {
  const file = await openFile(path);
  if (!file.ok) throw new Error(file.error.message);
  const source = file.value;
  const original = await opened(source);
  const { container, frameRate = 25 } = original.info;
  const before = await scoresOf(endingAt(original, seconds), clip, deps);
  // Slightly more than is scored, so that the sampler does not reach the end.
  const frames = await framesOf(await opened(source), seconds + 0.3);
  const versions: Readonly<Record<string, () => Promise<OpenVideo>>> = {
    'other fragments': async () => countedFrom(await opened(source), ANOTHER_START),
    're-encoded': async () => opened(await reencoded(frames, frameRate)),
    'other container': async () => opened(await remuxed(source, container)),
    '10 % smaller, bilinear': () => Promise.resolve(openFrames(resized(frames, 0.9, TRIANGLE))),
    '10 % larger, bilinear': () => Promise.resolve(openFrames(resized(frames, 1.1, TRIANGLE))),
    '10 % smaller, Lanczos': () => Promise.resolve(openFrames(resized(frames, 0.9, LANCZOS))),
    '10 % larger, Lanczos': () => Promise.resolve(openFrames(resized(frames, 1.1, LANCZOS))),
  };
  const changes: Change[] = [];
  for (const [version, open] of Object.entries(versions)) {
    try {
      const after = await scoresOf(endingAt(await open(), seconds), `${clip}, ${version}`, deps);
      changes.push({ clip, version, before, after });
    } catch (error) {
      console.error(`  ${version}: left out, ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return changes;
}

async function growthsOf(
  clip: string,
  path: string,
  { seconds, lines, distortionTypes }: Pick<Flags, 'seconds' | 'lines' | 'distortionTypes'>,
  deps: ScoreDeps,
): Promise<Growth[]> {
  if (distortionTypes.length === 0) return [];
  const footage = footageOf(path, seconds, lines);
  if (footage === undefined) {
    console.error('  distortions: skipped, because the frames are not 8-bit 4:2:0');
    return [];
  }
  const growths: Growth[] = [];
  for (const distortionType of distortionTypes) {
    const dimension = dimensionOf(distortionType);
    const scores: number[] = [];
    for (const severity of SEVERITIES) {
      const all = await scoresOf(
        openFrames(distorted(footage, distortionType, severity)),
        `${clip}, ${distortionType}`,
        deps,
      );
      scores.push(all[dimension] ?? Number.NaN);
    }
    growths.push({ clip, distortionType, dimension, severities: SEVERITIES, scores });
    console.error(`  ${distortionType}: ${dimension} ${scores.map((value) => value.toFixed(2)).join(' ')}`);
  }
  return growths;
}

function printVersions(changes: readonly Change[]): void {
  const table = tableOf(['version', 'clips', 'mean', 'largest', `<= ${MOST_CHANGE}`, 'in', 'of']);
  for (const { version, clips, mean, largest } of versionRows(changes)) {
    const held = largest.change <= MOST_CHANGE ? 'yes' : 'no';
    const { change, dimension, clip } = largest;
    table.push([version, clips, mean.toFixed(3), change.toFixed(3), held, dimension, clip]);
  }
  console.log('Change of scores by label-preserving versions, in score points.');
  console.log(table.toString());
}

function printDistortions(growths: readonly Growth[]): void {
  const table = tableOf(['distortion', 'dimension', 'clips', 'tau, mean', 'lowest', `>= ${LEAST_TAU}`, 'loss']);
  for (const { distortionType, dimension, clips, tau, lowest, loss } of distortionRows(growths)) {
    const held = tau >= LEAST_TAU ? 'yes' : 'no';
    table.push([distortionType, dimension, clips, tau.toFixed(3), lowest.toFixed(2), held, loss.toFixed(2)]);
  }
  console.log(`Kendall's tau-b between level (${SEVERITIES.join(', ')}) and loss of score.`);
  console.log(table.toString());
}

function tableOf(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function ids(text: string): readonly string[] {
  const asked = text === 'none' ? [] : text.split(',');
  const unknown = asked.find((id) => !(CHECKED_DISTORTIONS as readonly string[]).includes(id));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `There is no distortion ${unknown} here. Choose from ${CHECKED_DISTORTIONS.join(', ')}, or none.`,
    );
  }
  return asked;
}
