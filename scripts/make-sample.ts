// Draws the page's example clip and scores it: `npm run sample`. `--report-only` keeps the clip and scores it anew, for
// when the model has changed; the report always comes from the command line, never from here.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredExample } from '../src/app/example';
import { EXAMPLE_NAME } from '../src/app/example';
import { assert } from '../src/base/assert';
import type { ScoreOutcome, ScoreReport } from '../src/scoring/report';
import { isFailure } from '../src/scoring/report';
import { encodeClip, encodeSprite, shrink } from './sample/encode';
import { drawRgb, FRAME_RATE, FRAMES, HEIGHT, toPlanar, WIDTH } from './sample/scene';

const FOLDER = 'public/samples';
const TITLE = 'Lantern lake';
const THUMBNAIL_FACTOR = 4;
const COLUMNS = 6;

const clip = `${EXAMPLE_NAME}.mp4`;
const path = join(FOLDER, clip);

if (!process.argv.includes('--report-only') || !existsSync(path)) await drawClip();
const report = scoreClip();
const sprite = await drawSprite(report);
const stored: StoredExample = { schema: 1, title: TITLE, clip, bytes: statSync(path).size, sprite, report };
writeFileSync(join(FOLDER, `${EXAMPLE_NAME}.json`), `${JSON.stringify(stored)}\n`);
console.log(`${FOLDER}/${EXAMPLE_NAME}: ${stored.bytes} bytes of video, ${sprite.count} pictures`);

async function drawClip(): Promise<void> {
  const frames = function* () {
    for (let i = 0; i < FRAMES; i++) {
      yield toPlanar(drawRgb(i), i / FRAME_RATE);
      if (i % FRAME_RATE === 0) console.log(`drawn ${i} of ${FRAMES} frames`);
    }
  };
  writeFileSync(path, await encodeClip(frames(), FRAME_RATE));
}

/** The report of the very pipeline that people use, its path shortened to the file's name. */
function scoreClip(): ScoreReport {
  const folder = mkdtempSync(join(tmpdir(), 'slowglass-sample-'));
  const json = join(folder, 'report.json');
  try {
    const args = ['scripts/run.mjs', 'src/cli/score.ts', '--', path, '--explain', '--json', json];
    const ended = spawnSync(process.execPath, args, { stdio: 'inherit' });
    assert(ended.status === 0, `scoring the sample ended with ${ended.status}`);
    const [outcome] = JSON.parse(readFileSync(json, 'utf8')) as ScoreOutcome[];
    assert(outcome !== undefined && !isFailure(outcome), 'the sample could not be scored');
    return { ...outcome, video: clip };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Pictures of the sampled moments, from the frames they show. */
async function drawSprite({ slowfast }: ScoreReport): Promise<StoredExample['sprite']> {
  const pictures = slowfast.frames.map(({ timestamp }) =>
    shrink(drawRgb(Math.round(timestamp * FRAME_RATE)), WIDTH, HEIGHT, THUMBNAIL_FACTOR),
  );
  const size = { width: WIDTH / THUMBNAIL_FACTOR, height: HEIGHT / THUMBNAIL_FACTOR };
  const file = `${EXAMPLE_NAME}.frames.webp`;
  writeFileSync(join(FOLDER, file), await encodeSprite(pictures, size, COLUMNS));
  return { file, columns: COLUMNS, rows: Math.ceil(pictures.length / COLUMNS), count: pictures.length };
}
