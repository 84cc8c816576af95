import type { BootstrapTable, DrawnPart } from '../../../statistics';
import { MetricBootstrap } from '../../../statistics';

/** What a drawing worker offers: any draws of the table it was given. A draw depends on its number alone. */
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
