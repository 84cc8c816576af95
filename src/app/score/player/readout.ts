import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreReport } from '../../../scoring/report';
import { describeFrame } from '../../charts/similarity-curve';
import { formatInstant, formatScore } from '../../format';
import { isFrameOf } from './frame-times';
import type { QualityRow } from './moment-scores';

/** The moment on show in words and numbers. `time` is the time stamp of the frame on show, seconds. */
export function readout(
  report: ScoreReport,
  moment: number,
  rows: readonly QualityRow[],
  time: number | undefined,
): TemplateResult | typeof nothing {
  const { frames, options } = report.slowfast;
  const frame = frames[moment];
  if (frame === undefined) return nothing;
  const between = time !== undefined && !isFrameOf(frame, time);
  return html`
    <div class="readout ${frame.pathway}">
      <p>${describeFrame(frame, options.frameSimilarity)}.</p>
      <p class="hint">
        ${time === undefined ? '\u00a0' : `On show: ${between ? 'a frame between two sampled ones' : 'the sampled frame'}, at ${formatInstant(time)}`}
      </p>
      <dl class="moment-scores">
        ${rows.map(
          ({ name, values, score }) => html`
            <div>
              <dt>${name}</dt>
              <dd>${Number.isFinite(values[moment]) ? formatScore(values[moment]!) : '–'}</dd>
              <dd class="against-clip">${difference(values[moment], score)}</dd>
            </div>
          `,
        )}
      </dl>
    </div>
  `;
}

/** Against the clip as a whole. */
function difference(value: number | undefined, score: number): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const rounded = Math.round((value - score) * 100) / 100;
  if (rounded === 0) return 'as the clip';
  return `${formatScore(Math.abs(rounded))} ${rounded < 0 ? 'below' : 'above'}`;
}
