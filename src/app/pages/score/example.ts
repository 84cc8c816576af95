import type { ScoreReport } from '../../../scoring';
import { REPORT_VERSION } from '../../../scoring';
import type { Item, Picture } from './queue';

/** A generated clip with its stored report (public/samples, made by scripts/make-sample.ts). */
export interface StoredExample {
  readonly schema: 1;
  readonly title: string;
  /** File names beside this record. */
  readonly clip: string;
  readonly bytes: number;
  readonly sprite: { readonly file: string; readonly columns: number; readonly rows: number; readonly count: number };
  readonly report: ScoreReport;
}

const FOLDER = 'samples/';
const ID_PREFIX = 'example-';

export interface Example {
  readonly item: Item;
  /** Fetches the clip itself, for a rescore. */
  readonly load: () => Promise<File>;
}

/** Fetches the finished example; undefined where it is missing or of another version. */
export async function fetchExample(base: string, name: string): Promise<Example | undefined> {
  const address = (file: string): string => new URL(FOLDER + file, base).href;
  try {
    const response = await fetch(address(`${name}.json`));
    if (!response.ok) return undefined;
    const stored = (await response.json()) as StoredExample;
    if (stored.schema !== 1 || stored.report.schema !== REPORT_VERSION) return undefined;
    return { item: exampleItem(name, stored, address), load: () => loadClip(stored, address) };
  } catch {
    return undefined;
  }
}

export function exampleItem(name: string, stored: StoredExample, address: (file: string) => string): Item {
  const { sprite } = stored;
  const pictures = new Map<number, Picture>();
  for (let cell = 0; cell < sprite.count; cell++) {
    pictures.set(cell, { url: address(sprite.file), columns: sprite.columns, rows: sprite.rows, cell });
  }
  return {
    id: ID_PREFIX + name,
    name: stored.title,
    bytes: stored.bytes,
    origin: 'example',
    phase: { kind: 'done' },
    explain: false,
    report: stored.report,
    recalled: false,
    stored: true,
    pictures,
  };
}

/** The sample's name; undefined for other items. */
export function exampleName(item: Item): string | undefined {
  return item.origin === 'example' ? exampleNameOf(item.id) : undefined;
}

/** The sample's name by its item's id, which outlives the item; undefined for another item's. */
export function exampleNameOf(id: string): string | undefined {
  return id.startsWith(ID_PREFIX) ? id.slice(ID_PREFIX.length) : undefined;
}

async function loadClip(stored: StoredExample, address: (file: string) => string): Promise<File> {
  const response = await fetch(address(stored.clip));
  if (!response.ok) throw new Error(`the example's clip answered ${response.status}`);
  return new File([await response.blob()], stored.clip, { type: 'video/mp4' });
}
