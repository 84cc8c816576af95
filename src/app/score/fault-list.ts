import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ReportedFault, ScoreReport } from '../../scoring/report';
import { formatInstant, formatPercent } from '../format';
import type { Action } from '../state';

/** More would bury the sure ones. */
const SHOWN = 8;

/**
 * The faults that the encoder sees, surest first, each with the window that shows it most and a way to its place in the
 * picture. Nothing for a model that tells none apart. `item`: the id of the report's item.
 */
export function faultList(
  item: string,
  report: ScoreReport,
  dispatch: (action: Action) => void,
): TemplateResult | typeof nothing {
  const { faults } = report;
  if (faults === undefined) return nothing;
  return html`
    <section class="panel faults" aria-labelledby="faults-title">
      <header class="panel-head">
        <h3 id="faults-title">Faults it sees</h3>
        <p class="quiet">how likely a viewer would name each</p>
      </header>
      ${
        faults.length === 0
          ? html`<p class="quiet">None with a probability of 10 % or more.</p>`
          : html`<ol class="fault-list">
              ${faults.slice(0, SHOWN).map((fault) => faultRow(item, fault, report, dispatch))}
            </ol>`
      }
      ${
        faults.length > SHOWN
          ? html`<p class="quiet">And ${faults.length - SHOWN} less likely ones, in the exported report.</p>`
          : nothing
      }
    </section>
  `;
}

function faultRow(
  item: string,
  fault: ReportedFault,
  { windows }: ScoreReport,
  dispatch: (action: Action) => void,
): TemplateResult {
  const { start, end } = windows[fault.window]!;
  const first = windows.slice(0, fault.window).reduce((sum, { moments }) => sum + moments, 0);
  const when = `${formatInstant(start)} to ${formatInstant(end)}`;
  return html`
    <li class="fault" data-tag=${fault.tag}>
      <span class="fault-words">${fault.words}</span>
      <span class="fault-bar" aria-hidden="true"
        ><span style=${styleMap({ inlineSize: `${100 * fault.probability}%` })}></span
      ></span>
      <span class="fault-share">${formatPercent(fault.probability)}</span>
      <button
        type="button"
        class="button small"
        aria-label=${`Go to ${fault.words}, ${when}`}
        @click=${() => dispatch({ kind: 'moment', moment: first })}
      >
        ${when}
      </button>
      <button
        type="button"
        class="button small"
        aria-label=${`Where ${fault.words} is seen`}
        title="Hides each region and frame in turn and sees what that does to the fault"
        @click=${() => dispatch({ kind: 'seek', sought: { item, tag: fault.tag } })}
      >
        Where
      </button>
    </li>
  `;
}
