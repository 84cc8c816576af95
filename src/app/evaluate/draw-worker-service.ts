import type { BootstrapTable, DrawnPart } from '../../statistics/figure-bootstrap';
import { FigureBootstrap } from '../../statistics/figure-bootstrap';

/** What a drawing worker offers: any draws of the table it was given. A draw depends on its number alone. */
export interface DrawService {
  load(table: BootstrapTable): void | Promise<void>;
  draw(from: number, count: number): DrawnPart | Promise<DrawnPart>;
}

export function serveDraws(): DrawService {
  let bootstrap: FigureBootstrap | undefined;
  return {
    load(table) {
      bootstrap = new FigureBootstrap(table);
    },
    draw(from, count) {
      if (bootstrap === undefined) throw new Error('a table comes first');
      return bootstrap.draw(from, count);
    },
  };
}
