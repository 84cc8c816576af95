import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { DimensionId } from '../../../quality/dimensions';
import type { OcclusionMap, WindowCurve } from '../../../scoring/inspect/inspection';
import type { ScoreReport } from '../../../scoring/report';
import type { QualityTimeline } from '../../charts/quality-timeline';
import { qualityTimelineChart } from '../../charts/quality-timeline';
import { formatDuration } from '../../format';
import { chartOfReport } from '../report-settings';
import type { QualityRow } from './moment-scores';
import type { WorstMoment } from './worst';

export interface TimelineParts {
  readonly report: ScoreReport;
  readonly rows: readonly QualityRow[];
  readonly worst: readonly WorstMoment[];
  readonly moment: number | undefined;
  readonly curve: WindowCurve | undefined;
  /** Where the attribution is on show. */
  readonly occlusion: OcclusionMap | undefined;
  readonly attributed: string | undefined;
  readonly choose: (event: CustomEvent<number | undefined>) => void;
}

/** The quality of each moment, bound to the chosen one both ways. */
export function qualityChart(parts: TimelineParts): TemplateResult {
  const { report, moment, curve, occlusion, attributed, rows, choose } = parts;
  return html`
    <div class="player-timeline">
      ${guard(
        [report, moment, curve, occlusion, attributed, rows.map(({ id }) => id).join()],
        () =>
          html`<sg-chart
            .chart=${chartOfReport(qualityTimelineChart(timelineOf(parts)), report)}
            .cursor=${moment}
            .readout=${false}
            .sticky=${true}
            @cursor=${choose}
          ></sg-chart>`,
      )}
    </div>
  `;
}

function timelineOf({ report, rows, worst, curve, occlusion, attributed }: TimelineParts): QualityTimeline {
  const { frames } = report.slowfast;
  return {
    video: report.video,
    frames,
    rows: rows.map(({ id, name, score, values }) => ({
      name,
      score,
      values,
      ...(occlusion !== undefined && id === attributed
        ? { changes: changesByFrame(occlusion, id, frames.length) }
        : {}),
    })),
    worst: worst.map(({ place, id }) => ({ place, row: rows.findIndex((row) => row.id === id) })),
    window: windowLength(report, curve),
  };
}

/** `1 s (8 sampled frames)`, or the longest window of the report. */
export function windowLength(report: ScoreReport, curve: WindowCurve | undefined): string {
  const moments = curve?.moments ?? report.slowfast.options.windowMoments;
  return `${formatDuration(moments / report.sampling.ratePerSecond)} (${moments} sampled frames)`;
}

/** How far the score of its window moves without each frame; NaN outside all windows. */
export function changesByFrame({ windows }: OcclusionMap, id: DimensionId, count: number): number[] {
  const changes = Array.from({ length: count }, () => NaN);
  for (const { first, frames } of windows) {
    frames[id]?.forEach((change, i) => {
      if (first + i < count) changes[first + i] = change;
    });
  }
  return changes;
}
