import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { PatchMap, PatchMaps, ScoreReport } from '../../../../scoring';
import { formatInstant, formatScore } from '../../../../base';
import { icons } from '../../../shell/icons';
import { fractionDone, progressFacts, stageName } from '../progress-text';
import type { Attributed } from './attributed';
import { regionChanges } from './attributed';
import type { InspectionKind, Inspections, RunningInspection } from './inspections';
import type { QualityRow } from './frame-scores';
import { describeRegions, occludedAt, patchCounts } from './overlays';
import type { Overlay } from './overlays';
import { windowLength } from './timeline';
import type { WorstFrame } from './worst';
import {
  ARTIFACT_COLOURS,
  ATTRIBUTION_LIMIT,
  NO_WORST_FRAME,
  SCORE_COLOURS,
  attributionMethod,
  eachWindowAlone,
  patchColours,
} from '../copy';

export interface InspectionNotesParts {
  readonly report: ScoreReport;
  readonly rows: readonly QualityRow[];
  readonly worst: readonly WorstFrame[];
  readonly inspections: Inspections;
  readonly overlay: Overlay;
  readonly attributed: Attributed | undefined;
  /** Possible targets of an attribution: the dimensions on show, then the artifacts of the report. */
  readonly attributable: readonly Attributed[];
  readonly sampledFrame: number;
  readonly onAttribute: (id: string) => void;
}

/** Explains the values and the overlay on show, starts inspections, and shows their progress. */
export function inspectionNotes(parts: InspectionNotesParts): TemplateResult {
  const { inspections, overlay } = parts;
  const { running, problem } = inspections;
  return html`
    <div class="inspection-notes">
      ${overlay === 'patches' ? patchKey(parts) : nothing} ${overlay === 'occlusion' ? attributionKey(parts) : nothing}
      ${windowsNote(parts)} ${running === undefined ? nothing : progress(running, inspections)}
      ${problem === undefined ? nothing : html`<p class="callout bad" role="alert">${icons.alert}<span>${problem}</span></p>`}
    </div>
  `;
}

function windowsNote({ report, inspections, worst, rows }: InspectionNotesParts): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  const curve = inspections.found('windows');
  const length = windowLength(report, curve);
  if (curve === undefined) {
    return html`
      <p class="hint">
        The values are those of the report: one for each window of up to ${length}.
        ${inspections.running?.kind === 'windows' ? nothing : html`<button type="button" class="button small" @click=${() => inspections.start('windows')}>Score each second on its own</button>`}
      </p>
    `;
  }
  const step = curve.step / report.sampling.ratePerSecond;
  return html`
    <p class="hint">
      ${eachWindowAlone(length, formatInstant(step))}
      ${
        worst.length === 0
          ? NO_WORST_FRAME
          : `Worst: ${worst.map(({ name, place, score }) => `${name.toLowerCase()} ${formatScore(score)} at ${formatInstant(report.slowfast.frames[place]!.instant)}`).join('; ')}.`
      }
    </p>
  `;
}

function patchKey({ inspections, sampledFrame, report }: InspectionNotesParts): TemplateResult | typeof nothing {
  const maps = inspections.found('patches');
  if (maps === undefined) return nothing;
  const map = maps.maps[sampledFrame];
  const threshold = maps.measure === 'cosine' ? formatScore(maps.threshold) : String(maps.threshold);
  return html`
    <div class="overlay-key">
      <span class="ramp patches" aria-hidden="true"></span>
      <p class="hint">
        ${map === undefined ? 'The first frame has no slow frame before it.' : patchSentence(map, maps, report)}
        ${patchColours(maps.measure, threshold)}
      </p>
    </div>
  `;
}

function patchSentence(map: PatchMap, maps: PatchMaps, report: ScoreReport): string {
  const { counted, other } = patchCounts(map, maps);
  const slow = formatInstant(report.slowfast.frames[map.reference]?.instant ?? 0);
  return `${other} of ${counted} patches differ from the slow frame at ${slow}.`;
}

function attributionKey(parts: InspectionNotesParts): TemplateResult | typeof nothing {
  const { inspections, sampledFrame, attributed, attributable, onAttribute } = parts;
  const map = inspections.found('occlusion');
  if (map === undefined || attributed === undefined) return nothing;
  const window = occludedAt(map, sampledFrame);
  const of = (kind: Attributed['kind']) =>
    attributable
      .filter((each) => each.kind === kind)
      .map(({ id, name }) => html`<option value=${id} ?selected=${id === attributed.id}>${name}</option>`);
  return html`
    <div class="overlay-key">
      <label class="field"
        ><span class="field-label">Attribution of</span>
        <select @change=${(event: Event) => onAttribute((event.currentTarget as HTMLSelectElement).value)}>
          <optgroup label="Scores">${of('dimension')}</optgroup>
          <optgroup label="Artifacts">${of('artifact')}</optgroup>
        </select>
      </label>
      <span class="ramp attribution" aria-hidden="true"></span>
      <p class="hint">
        ${window === undefined ? nothing : `${describeRegions(regionChanges(window, attributed), map.columns, attributed)}. `}${attributionMethod(map.columns * map.rows)}
        ${attributed.kind === 'dimension' ? SCORE_COLOURS : ARTIFACT_COLOURS} ${ATTRIBUTION_LIMIT}
      </p>
    </div>
  `;
}

const DOING: Readonly<Record<InspectionKind, string>> = {
  windows: 'Scoring each second on its own',
  patches: 'Comparing patches',
  occlusion: 'Hiding regions and frames in turn',
};

function progress({ kind, progress: at }: RunningInspection, inspections: Inspections): TemplateResult {
  const facts = at === undefined ? [] : progressFacts(at);
  const stage = at === undefined ? 'waiting' : stageName(at.stage).toLowerCase();
  return html`
    <div class="progress inspection-progress" role="status">
      <p class="progress-stage">${DOING[kind]}: ${stage}</p>
      <progress max="1" value=${fractionDone(at) ?? nothing} aria-label=${DOING[kind]}></progress>
      <p class="progress-facts">${facts.length === 0 ? '\u00a0' : facts.join(' · ')}</p>
      <button type="button" class="button small" @click=${() => inspections.cancel()}>Cancel</button>
    </div>
  `;
}
