import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { GradientComparison } from '../../../policy';
import { formatPercent, formatSignificant } from '../../../base';
import type { Simulation } from './simulation';

/** The distance of each gradient from the gradient of F, and the part of it that is sampling noise. */
export function comparisonTable(simulation: Simulation): TemplateResult {
  const { grpoComparison, endlessComparison, asoComparison, statistics, expected } = simulation;
  const all = [grpoComparison, endlessComparison, asoComparison];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Length', all.map(({ length }) => formatSignificant(length))],
    ['Cosine with the gradient of F', all.map(cosine)],
    ['Bias against it', all.map(({ bias }) => formatSignificant(bias))],
    ['Standard deviation', [formatSignificant(grpoComparison.deviation), '0', '0']],
    ['Groups with gradient 0', [formatPercent(statistics.idle), 'none', 'none']],
  ];
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="GRPO's estimate and ASO's gradient in numbers">
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">${expected === undefined ? 'Mean of the draws' : 'Exact mean'}</th>
            <th scope="col">GRPO</th>
            <th scope="col" title="What GRPO tends to as its group grows">GRPO, G → ∞</th>
            <th scope="col">ASO</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, cells]) => html`
              <tr>
                <th scope="row">${name}</th>
                ${cells.map((cell) => html`<td>${cell}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function cosine(compared: GradientComparison): string {
  return compared.cosine === undefined ? 'none' : formatSignificant(compared.cosine);
}

/** The samples of one group with their rewards and their terms of GRPO's objective. */
export function groupTable({ samples, groupObjective, problem }: Simulation): TemplateResult {
  return html`
    <div class="table-scroll drawn-group" tabindex="0" role="region" aria-label="One drawn group">
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">One group</th>
            <th scope="col">Reward</th>
            <th scope="col">Advantage</th>
            <th scope="col" title="Probability now over probability when drawn">Ratio ρ</th>
            <th scope="col" title="Clipped surrogate less the weighted KL estimate">Adds to J</th>
          </tr>
        </thead>
        <tbody>
          ${samples.map(
            ({ level, reward, advantage, ratio, adds }) => html`
              <tr>
                <th scope="row">${problem.levels[level]!.word}</th>
                ${[reward, advantage, ratio, adds].map((value) => html`<td>${formatSignificant(value)}</td>`)}
              </tr>
            `,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">J, their mean</th>
            <td></td>
            <td></td>
            <td></td>
            <td>${formatSignificant(groupObjective)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  `;
}
