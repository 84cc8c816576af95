import type { TemplateResult } from 'lit';
import { nothing, svg, html } from 'lit';
import { max } from 'd3';
import type { DimensionScore } from '../../../../scoring';

/** Smallest scale of the bars, so that a flat distribution does not look certain. */
const MIN_TOP = 0.4;
const LOW = 1;
const HIGH = 5;

/** The levels' probabilities as bars, the level of the rating darker. Decoration: the numbers are in the report. */
export function smallDistribution({ probabilities, levels, rating }: DimensionScore): TemplateResult {
  const top = Math.max(MIN_TOP, max(probabilities) ?? 0);
  const bars = probabilities.map((probability, j) => {
    const height = Math.max(0.04, probability / top);
    return svg`<rect class=${levels[j] === rating ? 'bar rated' : 'bar'} x=${j + 0.1} width="0.8" y=${1 - height} height=${height} />`;
  });
  return html`<svg
    class="small-levels"
    viewBox="0 0 ${probabilities.length} 1"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${bars}
  </svg>`;
}

/** The windows' scores from 1 to 5 over time; a single window is a dash. */
export function sparkline({ windowScores }: DimensionScore): TemplateResult | typeof nothing {
  if (windowScores.length === 0) return nothing;
  return html`<svg class="sparkline" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
    <path d=${sparkPath(windowScores)} vector-effect="non-scaling-stroke" />
  </svg>`;
}

/** The points of the line in a box of 100 by 20, with score 5 at the top. */
export function sparkPath(scores: readonly number[]): string {
  const y = (score: number): string => (19 - (18 * (score - LOW)) / (HIGH - LOW)).toFixed(2);
  if (scores.length === 1) return `M40,${y(scores[0]!)}H60`;
  return `M${scores.map((score, i) => `${((100 * i) / (scores.length - 1)).toFixed(2)},${y(score)}`).join('L')}`;
}
