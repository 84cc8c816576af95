import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox, findWebKit } from '../../scripts/other-browsers.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { nodeDeps } from '../../src/cli/platform';
import { scoreFiles } from '../../src/cli/score-files';
import { isFailure, type ScoreOutcome, type ScoreReport } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import { openInFirefox } from './driven-firefox';
import { scoreOnDrivenPage, textOf, type DrivenPage } from './driven-page';
import { openInWebKit } from './driven-webkit';
import { SAMPLE } from './page-driver';

/** H.264, VP9, VP8 and AV1: engines convert untagged video by codec. */
const REAL = ['good/mdn_rabbit320.mp4', 'good/ax_bbb_vp9.mp4', 'good/ax_bbb_1080p60_vp8.webm', 'odd/mp_tiny_av1.mp4'];
const data = dataFolder();
const clips = [
  SAMPLE,
  ...REAL.map((name) => (data === undefined ? '' : join(data, 'ingest', name))).filter(existsSync),
];

interface Engine {
  readonly name: string;
  readonly found: boolean;
  /** How to get it. */
  readonly remedy: string;
  readonly open: (address: string) => Promise<DrivenPage>;
  /** Score points by which it may differ from Node. */
  readonly tolerance: number;
  /** What its reports say that Node's do not. */
  readonly remarks: readonly RegExp[];
}

const firefox = findFirefox();
const webKit = findWebKit();
const ENGINES: readonly Engine[] = [
  {
    name: 'Firefox',
    found: firefox !== undefined,
    remedy: 'install firefox-esr or set SLOWGLASS_FIREFOX to its path',
    open: (address) => openInFirefox(firefox!, address),
    tolerance: 0.05,
    remarks: [/^This browser converts decoded pictures to RGB\./],
  },
  {
    name: 'WebKit',
    found: webKit !== undefined,
    remedy: 'install webkit2gtk-driver and xvfb',
    open: (address) => openInWebKit(webKit!, address),
    tolerance: 0.01,
    remarks: [],
  },
];
const missing = ENGINES.filter(({ found }) => !found);
for (const { name, remedy } of missing) console.info(`skipped: no ${name} was found; ${remedy}`);

let site: Awaited<ReturnType<typeof serveFolder>>;
let inNode: readonly ScoreOutcome[] = [];
beforeAll(async () => {
  if (missing.length === ENGINES.length) return;
  site = await serveFolder(resolve('dist'));
  const deps = nodeDeps({ gpu: false });
  inNode = await scoreFiles(clips, {}, deps, { folder: '/' });
  await deps.judges.dispose();
});
afterAll(() => site?.close());

describe.each(ENGINES)('the page in $name', ({ found, open, tolerance, remarks }) => {
  let page: DrivenPage;
  beforeAll(async () => {
    if (found) page = await open(site.address);
  });
  afterAll(() => page?.close());

  it.skipIf(!found).each(clips.map((path, index) => ({ name: basename(path), path, index })))(
    'scores $name as Node does',
    async ({ path, index }) => {
      const node = reportOf(inNode[index]!);
      const here = await scoreOnDrivenPage(page, path);
      expect(here.video).toBe(basename(path));
      expect(here.sampling.sampledFrames).toBe(node.sampling.sampledFrames);
      for (const [place, { id, score }] of node.dimensions.entries()) {
        const other = here.dimensions[place]!;
        expect(other.id).toBe(id);
        if (score === null) expect(other.score).toBeNull();
        else expect(Math.abs(other.score! - score), `${id} ${other.score} beside ${score}`).toBeLessThan(tolerance);
      }
      const added = here.sampling.warnings.filter((sentence) => !node.sampling.warnings.includes(sentence));
      expect(added).toEqual(remarks.map((remark) => expect.stringMatching(remark)));
      const shown = await textOf(page, '.warnings');
      for (const sentence of added) expect(shown).toContain(sentence);
    },
  );
});

function reportOf(outcome: ScoreOutcome): ScoreReport {
  if (isFailure(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}
