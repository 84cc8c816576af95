import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { dimension as dimensionOf, levelsOf } from '../../../../quality';
import type { DimensionScore, ScoreReport } from '../../../../scoring';
import type { LevelDistribution } from '../../../../charts';
import { levelDistributionChart } from '../../../../charts';
import { formatScore } from '../../../../base';
import type { Item } from '../queue';
import { chartOfReport } from './report-settings';
import type { ScoreDispatch } from '../score-state';
import { rationale } from './rationale';

/** One dimension of an item's report: its meaning, the score with its rating, and the level distribution. */
export function dimensionRow(
  item: Item,
  judged: DimensionScore,
  report: ScoreReport,
  dispatch: ScoreDispatch,
): TemplateResult {
  const distribution = distributionOf(judged, report.video);
  return html`
    <li class="dimension" data-dimension=${judged.id}>
      <div class="dimension-words">
        <h4>${judged.name}</h4>
        <p class="quiet">${dimensionOf(judged.id).meaning}</p>
      </div>
      ${
        distribution === undefined
          ? html`<p class="dimension-unavailable">${judged.unavailable ?? 'Not judged by this model.'}</p>`
          : html`
              <p class="dimension-score">
                <span class="score">${formatScore(distribution.mean)}</span>
                <span class="rating">${distribution.rating}</span>
                <span class="deviation" title="Standard deviation of the level distribution"
                  >± ${formatScore(distribution.spread)}</span
                >
              </p>
              ${guard([judged, report], () => html`<sg-chart .chart=${chartOfReport(levelDistributionChart(distribution), report)}></sg-chart>`)}
            `
      }
      ${rationale(item, judged, report, dispatch)}
    </li>
  `;
}

/** The distribution with the scores of its levels; undefined for a dimension that was not judged. */
export function distributionOf(judged: DimensionScore, video: string): LevelDistribution | undefined {
  if (judged.score === null || judged.spread === null || judged.rating === null) return undefined;
  const known = levelsOf(judged.profile);
  return {
    name: judged.name,
    video,
    levels: judged.levels.map((word, j) => ({
      word,
      // Both scales spread their words evenly over 1..5; a word that neither knows takes its place in the row.
      score: known.find((level) => level.word === word)?.score ?? 1 + (4 * j) / Math.max(1, judged.levels.length - 1),
    })),
    probabilities: judged.probabilities,
    mean: judged.score,
    spread: judged.spread,
    rating: judged.rating,
  };
}
