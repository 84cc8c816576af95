import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findFirefox, findWebKit } from '../../scripts/other-browsers.mjs';
import { nodeDeps } from '../../src/cli/platform';
import { scoreFiles } from '../../src/cli/score-files';
import { isFailure, type ScoreOutcome, type ScoreReport } from '../../src/scoring/report';
import { dataFolder } from '../fixtures/data';
import { openInFirefox } from './driven-firefox';
import { scoreOnDrivenPage, textOf, type DrivenPage } from './driven-page';
import { openInWebKit } from './driven-webkit';
import { SAMPLE } from './page-driver';

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

/** Scores files of the data folder's `ingest`, and before them the page's own sample, in every engine and in Node. */
export function describeEngines(files: readonly string[], { sample }: { readonly sample: boolean }): void {
  const data = dataFolder() ?? '';
  const real = files.map((name) => join(data, 'ingest', name));
  const clips = [...(sample ? [SAMPLE] : []), ...real];
  let inNode: readonly ScoreOutcome[] = [];
  beforeAll(async () => {
    if (!ENGINES.some(({ found }) => found)) return;
    const deps = nodeDeps({ gpu: false });
    inNode = await scoreFiles(clips, {}, deps, { folder: '/' });
    await deps.judges.dispose();
  });

  describe.each(ENGINES)('the page in $name', ({ name, found, remedy, open, tolerance, remarks }) => {
    let page: DrivenPage;
    beforeAll(async () => {
      if (found) page = await open(inject('siteAddress'));
    });
    afterAll(() => page?.close());

    it.for(clips.map((path, index) => ({ name: basename(path), path, index })))(
      'scores $name as Node does',
      async ({ path, index }, { skip }) => {
        if (!found) skip(`no ${name} was found; ${remedy}`);
        if (!existsSync(path)) skip('not in the data folder');
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
}

function reportOf(outcome: ScoreOutcome): ScoreReport {
  if (isFailure(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}
