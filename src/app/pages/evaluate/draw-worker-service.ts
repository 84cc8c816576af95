import type { BootstrapTable, DrawnPart } from '../../../statistics';
import { MetricBootstrap } from '../../../statistics';

/** Service of a worker that draws resamples of one table. A draw is a function of its number. */
export interface DrawService {
  load(table: BootstrapTable): void | Promise<void>;
  draw(from: number, count: number): DrawnPart | Promise<DrawnPart>;
}

export function serveDraws(): DrawService {
  let bootstrap: MetricBootstrap | undefined;
  return {
    load(table) {
      bootstrap = new MetricBootstrap(table);
    },
    draw(from, count) {
      if (bootstrap === undefined) throw new Error('a table comes first');
      return bootstrap.draw(from, count);
    },
  };
}
