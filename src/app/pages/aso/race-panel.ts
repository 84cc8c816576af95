import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Racer } from '../../../policy';
import { RACERS, Race } from '../../../policy';
import { RACER_NAMES, raceCurvesChart, racerMark } from '../../../charts';
import { numberField, slider } from '../../shell/fields';
import { solve } from './problem';
import type { AsoSettings } from './settings';
import { DEFAULT_SETTINGS, withinLimits } from './settings';
import { settingsRecord } from './settings-record';
import { RACE_HINT } from './copy';

/** A race of the default length takes about four seconds. */
const STEPS_PER_FRAME = 1;

const RACER_WORDS: Readonly<Record<Racer, string>> = {
  sft: 'imitates the one-hot label',
  grpo: 'follows its sampled estimate',
  aso: 'imitates the teacher π*',
};

/** SFT, GRPO and ASO from the reference with the same step size. At first it shows a finished race. */
export class RacePanel extends LitElement {
  static override properties = {
    settings: { attribute: false },
    onSet: { attribute: false },
    running: { state: true },
    steps: { state: true },
    cursor: { state: true },
  };
  declare settings: AsoSettings;
  declare onSet: (change: Partial<AsoSettings>) => void;
  declare private running: boolean;
  /** Number of steps run so far. */
  declare private steps: number;
  declare private cursor: number | undefined;
  #race: Race;
  #frame = 0;

  constructor() {
    super();
    this.settings = DEFAULT_SETTINGS;
    this.onSet = () => {};
    this.running = false;
    this.#race = raceOf(this.settings);
    this.steps = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('settings')) return;
    const before = changed.get('settings') as AsoSettings | undefined;
    // After a change, run as many steps as the last race had. Run the first race to its end.
    const length = this.settings.raceSteps;
    const goal = before === undefined || !this.hasUpdated ? length : Math.min(length, this.#race.steps);
    this.#race = raceOf(this.settings);
    this.#run(goal);
  }

  #run(goal: number): void {
    while (this.#race.steps < goal) this.#race.step();
    this.steps = this.#race.steps;
  }

  readonly #start = (): void => {
    if (this.#race.steps >= this.settings.raceSteps) this.#race = raceOf(this.settings);
    this.running = true;
    const tick = (): void => {
      this.#run(Math.min(this.settings.raceSteps, this.#race.steps + STEPS_PER_FRAME));
      if (this.#race.steps >= this.settings.raceSteps) this.running = false;
      else if (this.running) this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  };

  readonly #pause = (): void => {
    this.running = false;
    cancelAnimationFrame(this.#frame);
  };

  readonly #step = (): void => {
    this.#pause();
    this.#run(Math.min(this.settings.raceSteps, this.#race.steps + 1));
  };

  readonly #reset = (): void => {
    this.#pause();
    this.#race = raceOf(this.settings);
    this.steps = 0;
  };

  protected override render() {
    const { steps, cursor } = this;
    const length = this.settings.raceSteps;
    return html`
      <section class="panel" aria-labelledby="race-title">
        <header class="panel-head">
          <h3 id="race-title">SFT, GRPO and ASO from the same start</h3>
          <p class="quiet">All three start at the reference, with the same step size and number of steps.</p>
        </header>
        <div class="race-controls">
          ${
            this.running
              ? html`<button type="button" class="button" @click=${this.#pause}>Pause</button>`
              : html`<button type="button" class="button primary" @click=${this.#start}>
                  ${steps >= length ? 'Run again' : steps === 0 ? 'Run' : 'Continue'}
                </button>`
          }
          <button type="button" class="button" ?disabled=${steps >= length} @click=${this.#step}>Step</button>
          <button type="button" class="button" ?disabled=${steps === 0} @click=${this.#reset}>Reset</button>
          <span class="race-step">Step ${steps} of ${length}</span>
        </div>
        ${this.#parameters()}
        ${guard(
          [this.#race, steps, cursor],
          () => html`
            <sg-chart
              .chart=${raceCurvesChart({ tracks: this.#race.tracks, length, settings: settingsRecord(this.settings) })}
              .cursor=${cursor}
              @cursor=${(event: CustomEvent<number | undefined>) => (this.cursor = event.detail)}
            ></sg-chart>
          `,
        )}
        <p class="hint">${RACE_HINT}</p>
        <ul class="legend" aria-label="Key">
          ${RACERS.map(
            (racer) => html`
              <li>
                <svg viewBox="0 0 20 12" class="wide race" aria-hidden="true">
                  <path class="series ${racer}" d="M1 6h18" />
                  <path class="racer ${racer}" d=${racerMark(racer, 10, 6)} />
                </svg>
                ${RACER_NAMES[racer]}: ${RACER_WORDS[racer]}
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #parameters() {
    const { settings, onSet } = this;
    const set = (key: 'stepsPerGroup' | 'raceSteps', value: number): void =>
      onSet({ [key]: withinLimits(key, value) ?? settings[key] });
    return html`
      <details class="race-options">
        <summary>Step size and number of steps</summary>
        <div class="race-parameters">
          ${slider('Step size', settings.stepSize, [0.01, 2, 0.01], (stepSize) => onSet({ stepSize }))}
          ${numberField('Steps a group', settings.stepsPerGroup, { min: 1, max: 16, step: 1 }, (value) =>
            set('stepsPerGroup', value),
          )}
          ${numberField('Number of steps', settings.raceSteps, { min: 10, max: 2000, step: 10 }, (value) =>
            set('raceSteps', value),
          )}
        </div>
        <p class="hint">
          Group size, clip, KL weight and seed are set in the panel above.
          ${
            settings.stepsPerGroup === 1
              ? 'With one step a group the clip has no effect: the current policy drew the group.'
              : nothing
          }
        </p>
      </details>
    `;
  }
}

function raceOf(settings: AsoSettings): Race {
  const { scores, rewards, reference } = solve(settings);
  const { target, lambda, stepSize, groupSize, stepsPerGroup, clip, klWeight, seed } = settings;
  return new Race({
    scores,
    target,
    rewards,
    reference,
    lambda,
    stepSize,
    groupSize,
    stepsPerGroup,
    grpo: { clip, klWeight },
    seed,
  });
}

customElements.define('sg-aso-race', RacePanel);
