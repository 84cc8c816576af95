// Draws the clips of the page's gallery and scores them: `npm run sample [-- NAME...]`. `--report-only` keeps the clips
// and scores them anew, for when the model has changed; reports always come from the command line, never from here.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sample, SampleName, StoredExample } from '../src/app';
import { SAMPLES } from '../src/app';
import { assert, defined } from '../src/base';
import type { ScoreOutcome, ScoreReport } from '../src/scoring';
import { isFailure } from '../src/scoring';
import type { Picture } from '../src/corpus';
import { decodeFile, resize } from '../src/corpus';
import { drawClip } from './sample/clips';
import { encodeClip, encodePictures } from './sample/encode';

const FOLDER = 'public/samples';
/** Sides of the pictures in the sprite and of the poster, as fractions of the clip's. */
const THUMBNAIL = 1 / 4;
const POSTER = 1 / 2;
const COLUMNS = 6;

const { values, positionals } = parseArgs({
  options: { 'report-only': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !SAMPLES.some((sample) => sample.name === name));
if (unknown.length > 0) {
  console.error(`No sample is called ${unknown.join(', ')}. There are: ${SAMPLES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = SAMPLES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

for (const { name } of chosen) if (!values['report-only'] || !existsSync(pathOf(name))) await makeClipFile(name);
const reports = scoreClips(chosen);
for (const sample of chosen) await store(sample, defined(reports.get(sample.name), `the report of ${sample.name}`));

function pathOf(name: SampleName): string {
  return join(FOLDER, `${name}.mp4`);
}

async function makeClipFile(name: SampleName): Promise<void> {
  const { footage, bitrate } = drawClip(name);
  writeFileSync(pathOf(name), await encodeClip(footage, bitrate));
  console.log(`drawn: ${name}, ${footage.frames.length} frames`);
}

/** The reports of the very pipeline that people use, their paths shortened to the files' names. */
function scoreClips(samples: readonly { readonly name: SampleName }[]): ReadonlyMap<SampleName, ScoreReport> {
  const folder = mkdtempSync(join(tmpdir(), 'slowglass-sample-'));
  const json = join(folder, 'reports.json');
  try {
    const clips = samples.map(({ name }) => pathOf(name));
    const args = ['scripts/run.mjs', 'src/cli/score.ts', '--', ...clips, '--explain', '--json', json];
    const ended = spawnSync(process.execPath, args, { stdio: 'inherit' });
    assert(ended.status === 0, `scoring the samples ended with ${ended.status}`);
    const outcomes = JSON.parse(readFileSync(json, 'utf8')) as ScoreOutcome[];
    return new Map(
      samples.map(({ name }, i) => {
        const outcome = outcomes[i];
        assert(outcome !== undefined && !isFailure(outcome), `${name} could not be scored`);
        return [name, { ...outcome, video: `${name}.mp4` }];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Poster, pictures of the sampled frames and the record that names them, all from the clip as it is stored. */
async function store({ name, title }: Sample & { readonly name: SampleName }, report: ScoreReport): Promise<void> {
  const decoded = defined(decodeFile(pathOf(name), 0, Infinity), `the frames of ${name}`);
  const frameAt = (seconds: number): Picture =>
    defined(decoded.frames[Math.round(seconds * decoded.rate)], `the frame of ${name} at ${seconds} s`);
  const pictures = report.slowfast.frames.map(({ timestamp }) => shrink(frameAt(timestamp), THUMBNAIL));
  const file = `${name}.frames.webp`;
  const rows = Math.ceil(pictures.length / COLUMNS);
  writeFileSync(join(FOLDER, file), await encodePictures(pictures, COLUMNS));
  const middle = frameAt((decoded.frames.length >> 1) / decoded.rate);
  writeFileSync(join(FOLDER, `${name}.poster.webp`), await encodePictures([shrink(middle, POSTER)], 1));
  const stored: StoredExample = {
    schema: 1,
    title,
    clip: `${name}.mp4`,
    bytes: statSync(pathOf(name)).size,
    sprite: { file, columns: COLUMNS, rows, count: pictures.length },
    report,
  };
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(stored)}\n`);
  console.log(`${name}: ${stored.bytes} bytes of video, ${statSync(join(FOLDER, file)).size} of pictures`);
}

function shrink(picture: Picture, share: number): Picture {
  return resize(picture, Math.round(picture.width * share), Math.round(picture.height * share));
}
