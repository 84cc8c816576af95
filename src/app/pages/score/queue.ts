import type { Failure } from '../../../base';
import type { DegradationName, Progress, RationaleWords, ScoreReport } from '../../../scoring';
import { degradationWords } from '../../../scoring';

/** A small picture of a sampled frame: one cell of an image that holds `columns` x `rows` of them. */
export interface Picture {
  readonly url: string;
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
}

export type Phase =
  | { readonly kind: 'queued' }
  | {
      readonly kind: 'working';
      readonly progress: Progress | undefined;
      readonly cancelling: boolean;
      /** The rationales as far as the decoder has written them; empty before it begins. */
      readonly rationaleWords: readonly RationaleWords[];
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: Failure }
  | { readonly kind: 'cancelled' };

/** One file of the list. The report of an earlier run stays until a new one replaces it. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** `report`: only a report was opened, without its video. */
  readonly origin: 'file' | 'example' | 'degradedCopy' | 'report';
  /** What was done to which item's clip, where this is a degraded copy. */
  readonly degradedCopy?: { readonly of: string; readonly name: DegradationName };
  readonly phase: Phase;
  /** Whether the next run also writes the rationales. */
  readonly explain: boolean;
  readonly report: ScoreReport | undefined;
  /** True where the report was found among the saved results instead of being made now. */
  readonly recalled: boolean;
  /** True where the report came with the page and was made elsewhere. */
  readonly stored: boolean;
  /** Pictures by the index of the sampled frame. */
  readonly pictures: ReadonlyMap<number, Picture>;
}

export type ItemEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'words'; readonly rationaleWords: readonly RationaleWords[] }
  | { readonly kind: 'pictures'; readonly pictures: ReadonlyMap<number, Picture> }
  | {
      readonly kind: 'finish';
      readonly report: ScoreReport;
      readonly pictures: ReadonlyMap<number, Picture>;
      readonly recalled: boolean;
    }
  | { readonly kind: 'fail'; readonly error: Failure }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'again'; readonly explain: boolean };

export function queuedItem(id: string, name: string, bytes: number): Item {
  return {
    id,
    name,
    bytes,
    origin: 'file',
    phase: { kind: 'queued' },
    explain: false,
    report: undefined,
    recalled: false,
    stored: false,
    pictures: new Map(),
  };
}

/** A report that was opened from a file: finished, without pictures. */
export function reportItem(id: string, report: ScoreReport): Item {
  const item = queuedItem(id, report.video, report.info.bytes);
  return { ...item, origin: 'report', phase: { kind: 'done' }, report };
}

/** True for what people brought, as opposed to samples and degraded copies. */
export function isBrought({ origin }: Item): boolean {
  return origin === 'file' || origin === 'report';
}

/** A clip degraded on purpose: the same file under other options, as an item of its own. */
export function degradedItem(id: string, of: Item, name: DegradationName): Item {
  const item = queuedItem(id, `${of.name}, ${degradationWords(name)}`, of.bytes);
  return { ...item, origin: 'degradedCopy', degradedCopy: { of: of.id, name } };
}

/**
 * The next state of one file. An event that does not fit its phase changes nothing: a worker's last messages may arrive
 * after a cancel, and a button may be clicked twice.
 */
export function advance(item: Item, event: ItemEvent): Item {
  const { phase } = item;
  switch (event.kind) {
    case 'start':
      return phase.kind === 'queued'
        ? { ...item, phase: { kind: 'working', progress: undefined, cancelling: false, rationaleWords: [] } }
        : item;
    case 'progress':
      return phase.kind === 'working' ? { ...item, phase: { ...phase, progress: event.progress } } : item;
    case 'words':
      return phase.kind === 'working' && !phase.cancelling
        ? { ...item, phase: { ...phase, rationaleWords: event.rationaleWords } }
        : item;
    case 'pictures':
      // Pictures of a second run would mix with those of the report on show; `finish` replaces all of them.
      return phase.kind === 'working' && item.report === undefined ? { ...item, pictures: event.pictures } : item;
    case 'finish':
      return phase.kind === 'working' ? finished(item, event) : item;
    case 'fail':
      if (phase.kind !== 'working') return item;
      // A cancelled run ends as a failure value; it is what was asked for, so no error.
      return event.error.code === 'cancelled'
        ? afterCancel(item)
        : { ...item, phase: { kind: 'failed', error: event.error } };
    case 'cancel':
      if (phase.kind === 'queued') return afterCancel(item);
      return phase.kind === 'working' ? { ...item, phase: { ...phase, cancelling: true, rationaleWords: [] } } : item;
    case 'again':
      return phase.kind === 'queued' || phase.kind === 'working'
        ? item
        : { ...item, phase: { kind: 'queued' }, explain: event.explain };
  }
}

function finished(item: Item, { report, pictures, recalled }: Extract<ItemEvent, { kind: 'finish' }>): Item {
  return { ...item, phase: { kind: 'done' }, report, pictures, recalled, stored: false };
}

/** A rescore that was cancelled leaves the earlier report standing. */
function afterCancel(item: Item): Item {
  return item.report === undefined
    ? { ...item, phase: { kind: 'cancelled' }, pictures: new Map() }
    : { ...item, phase: { kind: 'done' } };
}

/** The file whose turn it is: the first queued one, unless one is being worked on. */
export function nextInLine(items: readonly Item[]): Item | undefined {
  if (items.some((item) => item.phase.kind === 'working')) return undefined;
  return items.find((item) => item.phase.kind === 'queued');
}

export function isBusy(item: Item): boolean {
  return item.phase.kind === 'queued' || item.phase.kind === 'working';
}
