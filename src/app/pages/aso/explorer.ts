import '../../styles/aso.css';
import '../../styles/aso-parts.css';
import '../../styles/aso-charts.css';
import './formula';
import './race-panel';
import type { PropertyValues } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { HashKeeper } from '../../shell/address/hash-keeper';
import { controls } from './controls';
import type { NumericCheck } from './numbers-panel';
import { checkNumerically } from './numbers-panel';
import type { Problem } from './problem';
import { drawBar, solve } from './problem';
import { reading } from './reading';
import type { ScoredDistribution } from './scored-distributions';
import type { AsoSettings } from './settings';
import { DEFAULT_SETTINGS } from './settings';
import { fromHash, toHash } from './settings-link';
import type { Simulation } from './simulation';
import { simulate } from './simulation';
import { simulatorPanel } from './simulator-panel';
import { StageDrag } from './stage-drag';
import { stagePanel } from './stage-panel';
import { SWEPT_LAMBDAS } from './sweep';
import { sweepPanel } from './sweep-panel';
import { targetsPanel } from './targets-panel';
import { INTRODUCTION } from './copy';

/** Slow work (a numerical search, a thousand drawn groups) and the address wait this long after the last change. */
const REST_MS = 150;

/**
 * The ASO explorer: the effect of lambda, reward and reference on one level distribution. Its state is a settings record
 * in the page's link. Everything that is computed within a frame follows the controls at once.
 */
export class AsoExplorer extends LitElement {
  static override properties = {
    scored: { attribute: false },
    settings: { state: true },
    rested: { state: true },
    level: { state: true },
    swept: { state: true },
    problem: { state: true },
  };
  /** Distributions from the scoring bench that can be the reference. */
  declare scored: readonly ScoredDistribution[];
  declare private settings: AsoSettings;
  /** The settings after the last pause of the controls. */
  declare private rested: AsoSettings;
  /** The level under the pointer or keyboard cursor of any chart. */
  declare private level: number | undefined;
  /** The lambda under the pointer or keyboard cursor, an index of the sweep. */
  declare private swept: number | undefined;
  declare private problem: string | undefined;
  #solved: Problem;
  #check: NumericCheck | undefined;
  #simulation: Simulation | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #hash = new HashKeeper();
  #draggingLambda = false;
  readonly #drag = new StageDrag({
    onTarget: (target) => this.#set({ target }),
    onBar: (level, probability) =>
      this.#set({ drawn: drawBar(this.#solved.reference, level, probability), reference: 'drawn', video: '' }),
  });

  constructor() {
    super();
    this.scored = [];
    this.settings = DEFAULT_SETTINGS;
    this.rested = DEFAULT_SETTINGS;
    this.#solved = solve(DEFAULT_SETTINGS);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#readLink);
    window.addEventListener('pointerup', this.#letGo);
    window.addEventListener('pointercancel', this.#letGo);
    this.#readLink();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#readLink);
    window.removeEventListener('pointerup', this.#letGo);
    window.removeEventListener('pointercancel', this.#letGo);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('settings')) this.#solved = solve(this.settings);
    if (changed.has('rested')) {
      const rested = this.rested === this.settings ? this.#solved : solve(this.rested);
      this.#check = checkNumerically(rested);
      this.#simulation = simulate(rested);
    }
  }

  readonly #readLink = (): void => {
    const { settings, problem } = fromHash(this.#hash.read());
    clearTimeout(this.#timer);
    this.settings = settings;
    this.rested = settings;
    this.problem = problem;
  };

  readonly #set = (change: Partial<AsoSettings>): void => {
    this.settings = { ...this.settings, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.rested = this.settings;
      this.problem = undefined;
      this.#hash.replace(toHash(this.settings));
    }, REST_MS);
  };

  readonly #onLevel = (level: number | undefined): void => {
    this.level = level;
  };

  readonly #onSwept = (swept: number | undefined): void => {
    this.swept = swept;
    const lambda = swept === undefined ? undefined : SWEPT_LAMBDAS[swept];
    if (this.#draggingLambda && lambda !== undefined) this.#set({ lambda: Number(lambda.toPrecision(3)) });
  };

  readonly #grabLambda = (): void => {
    this.#draggingLambda = true;
    this.#onSwept(this.swept);
  };

  readonly #letGo = (): void => {
    this.#draggingLambda = false;
  };

  protected override render() {
    const { settings, level } = this;
    const problem = this.#solved;
    const set = this.#set;
    const moving = this.rested !== settings;
    return html`
      ${this.problem === undefined ? nothing : html`<p class="callout" role="status">${this.problem}</p>`}
      <div class="explorer">
        <header class="explorer-head">
          <h2>Analytic Score Optimization</h2>
          <p class="quiet">${INTRODUCTION}</p>
        </header>
        ${stagePanel({
          problem,
          check: this.#check,
          level,
          moving,
          onLevel: this.#onLevel,
          onSet: set,
          drag: this.#drag,
        })}
        ${controls(problem, this.scored, set)}
        <div class="explorer-plots">
          ${sweepPanel({
            problem,
            level,
            swept: this.swept,
            moving,
            onLevel: this.#onLevel,
            onSwept: this.#onSwept,
            onGrab: this.#grabLambda,
            onSet: set,
          })}
          ${targetsPanel({ problem, level, moving, onLevel: this.#onLevel, onSet: set })}
          ${
            this.#simulation === undefined
              ? nothing
              : simulatorPanel(this.#simulation, settings, level, this.#onLevel, set)
          }
          <sg-aso-race .settings=${this.rested} .onSet=${set}></sg-aso-race>
        </div>
        ${guard([], reading)}
      </div>
    `;
  }
}

customElements.define('sg-aso-explorer', AsoExplorer);
