import qSave from './q-save.json';
import ultraVqa from './ultravqa.json';

/** A table that a paper printed, as data. `null` stands where the paper printed none. */
export interface PaperTable {
  readonly id: string;
  readonly title: string;
  /** Paper and table. */
  readonly source: string;
  readonly note: string;
  readonly groups: readonly { readonly name: string; readonly columns: readonly PaperColumn[] }[];
  /** A method with its printed numbers, in the order of the groups. */
  readonly rows: readonly (readonly [string, readonly (number | null)[]])[];
}

export interface PaperColumn {
  readonly name: string;
  readonly better: 'high' | 'low';
  readonly digits: number;
}

/** Tables 1 to 3 of Q-Save, and 1 to 3 of UltraVQA and Analytic Score Optimization. */
export const PAPER_TABLES = [...qSave, ...ultraVqa] as unknown as readonly PaperTable[];
