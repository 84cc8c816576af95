import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../../../base';
import { segmented } from '../../shell/segmented';
import { dimensionTable } from './dimension-table';
import type { Evaluation, LevelId } from './evaluation';
import { LEVEL_IDS, LEVEL_NAMES } from './evaluation';
import { overviewTable } from './overview-table';
import type { EvaluationChoices, EvaluationState, LayoutId } from './state';
import { NO_PREDICTIONS } from './copy';

const LAYOUTS: Readonly<Record<LayoutId, { readonly label: string; readonly hint: string }>> = {
  all: { label: 'Every metric', hint: 'Every metric of each dimension, at the chosen level.' },
  'q-save': {
    label: 'As Q-Save',
    hint: 'As table 1 of Q-Save: SRCC and PLCC of every dimension, over clips and over the means of generators.',
  },
  ultravqa: {
    label: 'As UltraVQA',
    hint: 'As table 1 of UltraVQA: Acc@0.5, MAE, SRCC and PLCC of every dimension, over clips.',
  },
};

/** The sortable tables of metrics, one row per method, with intervals. Best and second best values are marked. */
export function metricsPanel(
  state: EvaluationState,
  evaluation: Evaluation,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult {
  const { layout, level, draws } = state.choices;
  if (evaluation.dimensions.every(({ methods }) => methods.length === 0)) {
    return html`<p class="callout" role="status">${NO_PREDICTIONS}</p>`;
  }
  const drawn =
    state.intervals === undefined
      ? ''
      : `Small print: percentile intervals, 95 %, of ${formatCount(draws)} bootstrap resamples. `;
  return html`
    <section class="panel" aria-labelledby="metrics-title">
      <header class="panel-head">
        <h3 id="metrics-title">Agreement with human scores</h3>
        ${segmented({
          name: 'layout',
          legend: 'Table',
          chosen: layout,
          onChoose: (value) => choose({ layout: value, sortBy: undefined }),
          segments: (Object.keys(LAYOUTS) as LayoutId[]).map((value) => ({ value, ...LAYOUTS[value] })),
        })}
      </header>
      ${layout === 'all' ? levels(level, evaluation, choose) : nothing}
      <p class="quiet">
        ${layout === 'all' ? levelHint(level, evaluation) : LAYOUTS[layout].hint} ${drawn}${mappedWords(evaluation)}
      </p>
      ${
        layout === 'all'
          ? evaluation.dimensions.map((dimension, at) => dimensionTable(dimension, at, state, evaluation.rows, choose))
          : overviewTable(layout, evaluation, state, choose)
      }
    </section>
  `;
}

function levels(
  chosen: LevelId,
  evaluation: Evaluation,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult | typeof nothing {
  const there = LEVEL_IDS.filter((level) => hasLevel(evaluation, level));
  if (there.length < 2) return nothing;
  return segmented({
    name: 'level',
    legend: 'Level of the metrics',
    chosen,
    onChoose: (level) => choose({ level }),
    segments: there.map((value) => ({ value, label: LEVEL_NAMES[value], hint: levelHint(value, evaluation) })),
  });
}

function hasLevel({ dimensions }: Evaluation, level: LevelId): boolean {
  if (level === 'instance') return true;
  return dimensions.some(({ methods }) => methods.some((method) => method[level] !== undefined));
}

function levelHint(level: LevelId, evaluation: Evaluation): string {
  switch (level) {
    case 'instance':
      return `Over ${formatCount(evaluation.rows)} ${evaluation.rows === 1 ? 'clip' : 'clips'}, each on its own.`;
    case 'model':
      return `Over the means of ${evaluation.generators} generators. Intervals come from resampled clips, not generators; the logistic curves are fitted to the clips.`;
    case 'within':
      return `Inside each of ${formatCount(evaluation.contents)} contents, then averaged; n counts the contents that have a correlation. Intervals come from resampled contents.`;
    default:
      return level satisfies never;
  }
}

/** The scale from which each column was mapped, so that a wrong guess is noticed. */
function mappedWords({ mapped }: Evaluation): string {
  const scales = new Map<string, string[]>();
  for (const [column, { low, high }] of Object.entries(mapped)) {
    const words = `${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}`;
    scales.set(words, [...(scales.get(words) ?? []), column]);
  }
  if (scales.size === 0) return '';
  const each = [...scales].map(([words, columns]) => `${columns.join(', ')} from ${words}`);
  return `Mapped to 1..5: ${each.join('; ')}. The scales can be corrected under “Columns”.`;
}
