import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreReport } from '../../../../scoring';
import { describeFrame } from '../../../../charts';
import { formatInstant, formatScore } from '../../../../base';
import { isFrameOf } from './frame-times';
import type { QualityRow } from './frame-scores';

/** The sampled frame on show in words and numbers. `time` is the time stamp of the frame on show, seconds. */
export function readout(
  report: ScoreReport,
  sampledFrame: number,
  rows: readonly QualityRow[],
  time: number | undefined,
): TemplateResult | typeof nothing {
  const { frames, options } = report.slowfast;
  const frame = frames[sampledFrame];
  if (frame === undefined) return nothing;
  const between = time !== undefined && !isFrameOf(frame, time);
  return html`
    <div class="readout ${frame.pathway}">
      <p>${describeFrame(frame, options.frameSimilarity)}.</p>
      <p class="hint">
        ${time === undefined ? '\u00a0' : `On show: ${between ? 'a frame between two sampled ones' : 'the sampled frame'}, at ${formatInstant(time)}`}
      </p>
      <dl class="frame-scores">
        ${rows.map(
          ({ name, values, score }) => html`
            <div>
              <dt>${name}</dt>
              <dd>${Number.isFinite(values[sampledFrame]) ? formatScore(values[sampledFrame]!) : '–'}</dd>
              <dd class="against-clip">${difference(values[sampledFrame], score)}</dd>
            </div>
          `,
        )}
      </dl>
    </div>
  `;
}

/** The difference to the score of the whole clip. */
function difference(value: number | undefined, score: number): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const rounded = Math.round((value - score) * 100) / 100;
  if (rounded === 0) return 'equal';
  return `${formatScore(Math.abs(rounded))} ${rounded < 0 ? 'below' : 'above'}`;
}
