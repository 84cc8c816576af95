import type { ScoreOptions } from '../../../../scoring';
import { REPORT_VERSION } from '../../../../scoring';

/** Bumped when the pipeline gives other numbers for the same model and options: results saved before are then not found. */
const PIPELINE_VERSION = 1;

/**
 * The name of one result: what was judged, by which model, with which options. Asking for rationales does not change
 * the scores, so it is no part of the name.
 */
export function resultKey(content: string, model: string, options: ScoreOptions): string {
  const { explain: _explain, slowfast = {}, prompt, ...rest } = options;
  const { patchCosine, lumaDifference, ...thresholds } = slowfast;
  // Only the threshold of the measure in use affects the scores.
  const own = thresholds.measure === 'luma' ? { lumaDifference } : { patchCosine };
  const settings = Object.entries({ ...rest, ...thresholds, ...own, prompt: prompt && encodeURIComponent(prompt.text) })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`)
    .toSorted();
  return [`v${REPORT_VERSION}.${PIPELINE_VERSION}`, content, model, settings.join(',')].join('/');
}
