import { createRandom } from '../../base';
import type { Pathway } from '../../slowfast';
import type { Split } from '../../corpus';
import { tensor } from '../engine/jax';
import { CLIP_INPUTS, clipInputs, writeScaled } from '../network/features';
import type { Scalings } from '../network/scalings';
import { SUMMARY_SPREAD_LIMIT, scaledSummary } from '../network/scalings';
import { SUMMARY_WIDTHS } from '../network/summary';
import type { Summaries } from '../network/summary-head';
import type { Draw } from './batch';
import { drawClip, evenDraw } from './batch';
import type { ClipSource } from './source';
import { summaryOf } from './summaries';

/** Fixed-point steps per unit of scaled features, which are clamped to SUMMARY_SPREAD_LIMIT. */
const STEPS = 32767 / SUMMARY_SPREAD_LIMIT;

/** Fixed-point steps per unit of clip features; their range is far larger than that of any clip. */
const CLIP_STEPS = 1000;

const { fast: FAST, slow: SLOW } = SUMMARY_WIDTHS;

/**
 * Scaled summaries of a split, cached in memory at 4 kB each: computing one takes ten times as long as a training step
 * on it. View 0 of a clip has all rows and no orientation change; any other view has some of its rows in a random
 * orientation.
 */
export class SummaryTable {
  readonly #cache = new Map<string, Int16Array>();

  constructor(
    readonly source: ClipSource,
    readonly split: Split,
    readonly scalings: Scalings,
    readonly seed: number,
  ) {}

  /** Uploads one view of the given clips. */
  read(indices: readonly number[], view: number): Summaries {
    const fast = new Float32Array(indices.length * FAST);
    const slow = new Float32Array(indices.length * SLOW);
    const clip = new Float32Array(indices.length * CLIP_INPUTS);
    indices.forEach((index, row) => {
      const metrics = this.#metrics(index, view);
      for (let i = 0; i < FAST; i++) fast[row * FAST + i] = metrics[i]! / STEPS;
      for (let i = 0; i < SLOW; i++) slow[row * SLOW + i] = metrics[FAST + i]! / STEPS;
      for (let i = 0; i < CLIP_INPUTS; i++) clip[row * CLIP_INPUTS + i] = metrics[FAST + SLOW + i]! / CLIP_STEPS;
    });
    return {
      fast: tensor(fast, [indices.length, FAST]),
      slow: tensor(slow, [indices.length, SLOW]),
      clip: tensor(clip, [indices.length, CLIP_INPUTS]),
    };
  }

  #metrics(index: number, view: number): Int16Array {
    const key = `${index}/${view}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const metrics = this.#measure(index, view);
    this.#cache.set(key, metrics);
    return metrics;
  }

  #measure(index: number, view: number): Int16Array {
    const { source, scalings } = this;
    const clip = source.clip(this.split, index);
    // Rows are used in the summary only.
    const rows = { fast: 1, slow: 1 };
    const random = createRandom(`${this.seed}/summaries/${this.split}/${index}/${view}`);
    const draw = view === 0 ? evenDraw(clip, rows) : drawClip(clip, rows, random);
    const out = new Int16Array(FAST + SLOW + CLIP_INPUTS);
    this.#write(out, 0, draw, 'fast');
    this.#write(out, FAST, draw, 'slow');
    const features = new Float32Array(CLIP_INPUTS);
    writeScaled(features, 0, clipInputs(clip.clip), scalings.clip);
    features.forEach((value, i) => (out[FAST + SLOW + i] = Math.round(limited(value * CLIP_STEPS))));
    return out;
  }

  #write(out: Int16Array, from: number, draw: Draw, pathway: Pathway): void {
    const { source, scalings } = this;
    const { clip, summaryRows, orientation } = draw;
    const plain = summaryOf(clip, pathway, summaryRows[pathway], orientation, source.units, scalings[pathway]);
    scaledSummary(plain, scalings[`${pathway}Summary`]).forEach((value, i) => {
      out[from + i] = Math.round(value * STEPS);
    });
  }
}

function limited(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}
