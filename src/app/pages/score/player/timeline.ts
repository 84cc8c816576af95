import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { DimensionId } from '../../../../quality';
import type { OcclusionMap, ScoreReport, WindowCurve } from '../../../../scoring';
import type { QualityTimeline } from '../../../../charts';
import { qualityTimelineChart } from '../../../../charts';
import { formatDuration } from '../../../../base';
import { chartOfReport } from '../report/report-settings';
import type { QualityRow } from './frame-scores';
import type { WorstFrame } from './worst';

export interface TimelineParts {
  readonly report: ScoreReport;
  readonly rows: readonly QualityRow[];
  readonly worst: readonly WorstFrame[];
  readonly sampledFrame: number | undefined;
  readonly curve: WindowCurve | undefined;
  /** The attribution, where it is on show. */
  readonly occlusion: OcclusionMap | undefined;
  readonly attributed: string | undefined;
  readonly choose: (event: CustomEvent<number | undefined>) => void;
}

/** Scores per sampled frame. The cursor is the chosen frame, and moving it chooses another. */
export function qualityChart(parts: TimelineParts): TemplateResult {
  const { report, sampledFrame, curve, occlusion, attributed, rows, choose } = parts;
  return html`
    <div class="player-timeline">
      ${guard(
        [report, sampledFrame, curve, occlusion, attributed, rows.map(({ id }) => id).join()],
        () =>
          html`<sg-chart
            .chart=${chartOfReport(qualityTimelineChart(timelineOf(parts)), report)}
            .cursor=${sampledFrame}
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
  const sampledFrames = curve?.sampledFrames ?? report.slowfast.options.windowFrames;
  return `${formatDuration(sampledFrames / report.sampling.ratePerSecond)} (${sampledFrames} sampled frames)`;
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
