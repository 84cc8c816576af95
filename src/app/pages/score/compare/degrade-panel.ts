import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { DegradationKind, DegradationStrength } from '../../../../scoring';
import { DEGRADATION_KINDS, DEGRADATION_STRENGTHS } from '../../../../scoring';
import type { Item } from '../queue';
import type { Runner } from '../runner';
import type { ScoreDispatch } from '../score-state';
import { showComparison } from './show-comparison';
import { DEGRADE_HINT, NO_ENCODER } from '../copy';

const KIND_WORDS: Readonly<Record<DegradationKind, string>> = {
  blur: 'Blur',
  noise: 'Noise',
  compression: 'Compression',
  'dropped-frames': 'Dropped frames',
  shake: 'Shake',
};

const HOW: Readonly<Record<DegradationStrength, string>> = { slight: 'slightly', clear: 'clearly', strong: 'strongly' };

/** One click makes a degraded copy of the clip on show, scores it and compares both. */
export function degradePanel(
  item: Item,
  items: readonly Item[],
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult | typeof nothing {
  if (item.degradedCopy !== undefined || item.origin === 'report') return nothing;
  const encodes = 'VideoEncoder' in globalThis;
  const show = (kind: DegradationKind, strength: DegradationStrength): void => {
    const name = `${kind}-${strength}` as const;
    const there = items.find(({ degradedCopy }) => degradedCopy?.of === item.id && degradedCopy.name === name);
    showComparison({ first: item.id, second: there?.id ?? runner.addDegradedCopy(item, name) }, dispatch);
  };
  return html`
    <section class="panel degraded-copies" aria-labelledby="degraded-copies-title">
      <header class="panel-head">
        <h3 id="degraded-copies-title">Degraded copies</h3>
        <p class="quiet">${DEGRADE_HINT}</p>
      </header>
      <ul class="degradation-kinds">
        ${DEGRADATION_KINDS.map((kind) => kindRow(kind, kind !== 'compression' || encodes, show))}
      </ul>
      ${encodes ? nothing : html`<p class="hint">${NO_ENCODER}</p>`}
    </section>
  `;
}

function kindRow(
  kind: DegradationKind,
  available: boolean,
  show: (kind: DegradationKind, strength: DegradationStrength) => void,
): TemplateResult {
  return html`
    <li>
      <span class="degradation-kind">${KIND_WORDS[kind]}</span>
      <span class="degradation-strengths">
        ${DEGRADATION_STRENGTHS.map(
          (strength) =>
            html`<button
              type="button"
              class="button small"
              ?disabled=${!available}
              aria-label="${KIND_WORDS[kind]}, ${strength}: make a degraded copy and compare"
              title="Degrades the clip ${HOW[strength]} and compares both"
              @click=${() => show(kind, strength)}
            >
              ${strength}
            </button>`,
        )}
      </span>
    </li>
  `;
}
