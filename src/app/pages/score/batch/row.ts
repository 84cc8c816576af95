import type { DimensionId } from '../../../../quality';
import type { DimensionScore, ScoreReport } from '../../../../scoring';
import type { Item, Phase } from '../queue';
import { batchItems } from './tally';

/** The fields of an item that the table sorts and filters by, without those that change while it is scored. */
export interface Row {
  readonly id: string;
  readonly name: string;
  /** Undefined until the file was scored, and where the file does not state it. */
  readonly seconds: number | undefined;
  readonly phase: Phase['kind'];
  /** Dimensions with a score. */
  readonly judged: ReadonlyMap<DimensionId, DimensionScore>;
  readonly report: ScoreReport | undefined;
}

/** Makes rows. It returns the same rows while nothing in them has changed, so that they are not sorted again. */
export class RowCache {
  #items: readonly Item[] = [];
  #rows: readonly Row[] = [];
  #known = new Map<string, Row>();

  rows(items: readonly Item[]): readonly Row[] {
    if (items === this.#items) return this.#rows;
    this.#items = items;
    const rows = batchItems(items).map((item) => this.#row(item));
    if (rows.length === this.#rows.length && rows.every((row, i) => row === this.#rows[i])) return this.#rows;
    this.#rows = rows;
    this.#known = new Map(rows.map((row) => [row.id, row]));
    return rows;
  }

  #row(item: Item): Row {
    const known = this.#known.get(item.id);
    if (known !== undefined && known.report === item.report && known.phase === item.phase.kind) return known;
    const judged = item.report?.dimensions.filter(({ score }) => score !== null) ?? [];
    return {
      id: item.id,
      name: item.name,
      seconds: item.report?.info.durationSeconds,
      phase: item.phase.kind,
      judged: new Map(judged.map((dimension) => [dimension.id, dimension])),
      report: item.report,
    };
  }
}
