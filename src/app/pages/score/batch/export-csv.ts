import type { DimensionId } from '../../../../quality';
import { DIMENSIONS } from '../../../../quality';
import type { CsvCell } from '../../../../base';
import { download, fileStem } from '../../../../charts';
import { csvText } from '../../../../base';
import type { Item } from '../queue';

/** One line per file: its properties, its state, and score, spread and level word of every judged dimension. */
export function batchCsv(items: readonly Item[]): string {
  const judged = DIMENSIONS.filter(({ id }) => items.some((item) => scoreOf(item, id) !== undefined));
  const head = [
    'video',
    'state',
    'reason',
    'seconds',
    'width',
    'height',
    'codec',
    'frames_decoded',
    'frames_expected',
    ...judged.flatMap(({ id }) => ['score', 'spread', 'rating'].map((what) => `${id}_${what}`)),
    'rate_per_second',
    'provider',
    'model',
    'model_sha256',
    'warnings',
  ];
  return csvText([
    head,
    ...items.map((item) =>
      line(
        item,
        judged.map(({ id }) => id),
      ),
    ),
  ]);
}

export function exportBatchCsv(items: readonly Item[]): void {
  save(items, 'slowglass-scores.csv');
}

/** The same table with one line for a single report. */
export function exportReportCsv(item: Item): void {
  save([item], `${fileStem(item.name)}-scores.csv`);
}

function save(items: readonly Item[], name: string): void {
  download(new File([batchCsv(items)], name, { type: 'text/csv' }));
}

function line(item: Item, dimensions: readonly DimensionId[]): CsvCell[] {
  const { report, phase } = item;
  return [
    item.name,
    phase.kind,
    phase.kind === 'failed' ? phase.error.message : '',
    report?.info.durationSeconds,
    report?.info.width,
    report?.info.height,
    report?.info.codec,
    report?.sampling.framesDecoded,
    report?.sampling.framesExpected,
    ...dimensions.flatMap((id) => {
      const found = scoreOf(item, id);
      return [found?.score, found?.spread, found?.rating];
    }),
    report?.sampling.ratePerSecond,
    report?.judge.provider,
    report === undefined ? '' : `${report.judge.name} ${report.judge.version}`,
    report?.judge.sha256,
    report?.warnings.join(' '),
  ];
}

function scoreOf({ report }: Item, id: DimensionId) {
  return report?.dimensions.find((dimension) => dimension.id === id && dimension.score !== null);
}
