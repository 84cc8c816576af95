import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { LevelRows } from '../../../charts';
import { levelRowsChart } from '../../../charts';
import { formatPercent, formatSignificant } from '../../../base';
import { icons } from '../../shell/icons';
import { lambdaControl } from './lambda-control';
import type { NumericCheck } from './numbers-panel';
import { numbersPanel } from './numbers-panel';
import { once } from './once';
import type { Problem } from './problem';
import type { AsoSettings } from './settings';
import { settingsRecord } from './settings-record';
import type { StageDrag } from './stage-drag';
import { slider } from '../../shell/fields';

const rowsOf = once(stageRows);
const chartOf = once((problem: Problem) => levelRowsChart(rowsOf(problem)));

/** Reference, Boltzmann factor and teacher one above the other, with the two most used controls. */
export function stagePanel(parts: {
  readonly problem: Problem;
  readonly check: NumericCheck | undefined;
  readonly level: number | undefined;
  /** The controls are being moved. */
  readonly moving: boolean;
  readonly onLevel: (level: number | undefined) => void;
  readonly onSet: (change: Partial<AsoSettings>) => void;
  readonly drag: StageDrag;
}): TemplateResult {
  const { problem, level, onSet, drag } = parts;
  const { settings } = problem;
  const data = rowsOf(problem);
  const drawable = settings.reference === 'drawn';
  // Handled before the chart, because a drag must not move the chart's cursor.
  const begin = {
    capture: true,
    handleEvent: (event: PointerEvent): void => {
      if (drag.begin(event, data, drawable)) event.stopPropagation();
    },
  };
  return html`
    <section class="panel explorer-stage" aria-labelledby="stage-title">
      <header class="panel-head">
        <h3 id="stage-title">From reference to teacher</h3>
        <p class="quiet">${drawable ? 'Drag the bars of the reference, and' : 'Drag'} the target below the bars.</p>
      </header>
      <div class="stage-body">
        <div>
          <div
            class="stage-chart ${drawable ? 'drawable' : ''}"
            @pointerdown=${begin}
            @pointermove=${(event: PointerEvent) => drag.move(event)}
            @pointerup=${() => drag.end()}
            @pointercancel=${() => drag.end()}
          >
            <sg-chart
              .chart=${chartOf(problem)}
              .cursor=${level}
              .held=${parts.moving}
              @cursor=${(event: CustomEvent<number | undefined>) => parts.onLevel(event.detail)}
            ></sg-chart>
          </div>
          <div class="stage-controls">
            ${lambdaControl(settings.lambda, onSet)}
            ${slider('Target s*, the true score', settings.target, [1, 5, 0.05], (target) => onSet({ target }))}
          </div>
          ${missingMass(problem)}
        </div>
        ${numbersPanel(problem, parts.check)}
      </div>
    </section>
  `;
}

export function stageRows(problem: Problem): LevelRows {
  const { settings, levels, reference, factors, teacher } = problem;
  return {
    name: 'Reference, Boltzmann factor and teacher over the levels',
    summary: describeStage(problem),
    fileStem: 'aso-teacher',
    levels,
    rows: [
      { key: 'reference', label: 'Reference', values: reference, kind: 'share' },
      { key: 'factor', label: 'Boltzmann factor exp(R/λ)', values: factors, kind: 'factor' },
      { key: 'teacher', label: 'Teacher π*', values: teacher.probabilities, kind: 'share' },
    ],
    target: settings.target,
    settings: settingsRecord(settings),
  };
}

function describeStage(problem: Problem): string {
  const { levels, mode, teacher, expectedScore, settings } = problem;
  const likeliest = `${levels[mode]!.word} with ${formatPercent(teacher.probabilities[mode]!)}`;
  return `At lambda ${formatSignificant(settings.lambda)} and target ${formatSignificant(settings.target)} the teacher has an expected score of ${formatSignificant(expectedScore)}; its most probable level is ${likeliest}.`;
}

/** The paper's first limitation (appendix D), where it applies. */
function missingMass(problem: Problem): TemplateResult | typeof nothing {
  const level = problem.levels[problem.truth]!;
  if (problem.reference[problem.truth]! > 0) return nothing;
  return html`
    <p class="callout" data-callout="missing-mass">
      ${icons.alert}<span
        >The reference has no mass on ${level.word}, the level nearest to the target. The teacher only re-weights the
        reference, so it has no mass there for any λ. The paper names this as its first limitation: an overfitted
        reference cannot be corrected.</span
      >
    </p>
  `;
}
