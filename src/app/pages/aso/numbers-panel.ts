import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { numericOptimum } from '../../../policy';
import { formatSignificant } from '../../../base';
import type { Problem } from './problem';

/** Result of a numerical search that does not use the closed form. */
export interface NumericCheck {
  /** The settings of the search, which starts after a pause of the controls. */
  readonly settings: Problem['settings'];
  readonly objective: number;
  readonly rounds: number;
  /** Closed form minus numerical value. */
  readonly difference: number;
}

/** Undefined at the two limits of lambda, where there is no objective to maximise. */
export function checkNumerically(problem: Problem): NumericCheck | undefined {
  const { lambda } = problem.settings;
  if (lambda === 0 || lambda === Infinity) return undefined;
  const { objective, rounds } = numericOptimum(problem.reference, problem.rewards, lambda);
  return { settings: problem.settings, objective, rounds, difference: problem.teacher.objective - objective };
}

/** Numbers of the teacher, and the closed form compared with the numerical optimum. */
export function numbersPanel(problem: Problem, check: NumericCheck | undefined): TemplateResult {
  const { teacher, expectedScore, levels, mode } = problem;
  const likeliest = levels[mode]!;
  const rows: readonly (readonly [string, string, string])[] = [
    ['Expected score', 'E[s]', formatSignificant(expectedScore)],
    ['Most probable level', 'mode', `${likeliest.word} (${formatSignificant(likeliest.score)})`],
    ['Entropy', 'H(π*)', `${formatSignificant(teacher.entropy)} nats`],
    ['Divergence', 'KL(π* ‖ ref)', `${formatSignificant(teacher.kl)} nats`],
    ['Expected reward', 'E[R]', formatSignificant(teacher.expectedReward)],
    ['Log-partition', 'log Z', formatSignificant(teacher.logPartition)],
    ['Objective', 'F(π*)', precise(teacher.objective)],
    ...found(problem, check),
  ];
  return html`
    <dl class="stage-numbers">
      ${rows.map(
        ([name, symbol, value]) => html`
          <div>
            <dt>${name} <span class="symbol">${symbol}</span></dt>
            <dd>${value}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

function found(problem: Problem, check: NumericCheck | undefined): readonly (readonly [string, string, string])[] {
  const { lambda } = problem.settings;
  if (lambda === 0 || lambda === Infinity) return [['Numerical optimum', 'max F', 'none at a limit']];
  // The search starts after a pause of the controls.
  const known = check?.settings === problem.settings ? check : undefined;
  return [
    ['Numerical optimum', 'max F', known === undefined ? '…' : precise(known.objective)],
    ['Closed form minus numerical', 'F(π*) − max F', known === undefined ? '…' : formatSignificant(known.difference)],
    ['Rounds of the numerical search', 'all pairs', known === undefined ? '…' : String(known.rounds)],
  ];
}

/** Enough digits to compare two computations of the same number. */
function precise(value: number): string {
  return value.toFixed(8).replace('-', '−');
}
