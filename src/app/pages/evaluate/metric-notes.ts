import type { Metrics, ModelLevel, WithinContent } from '../../../statistics';
import { extent } from './extent';
import type { LevelId } from './evaluation';

interface Measured {
  readonly predicted: Float64Array;
  readonly human: Float64Array;
  readonly instance: Metrics;
  readonly model: ModelLevel | undefined;
  readonly within: WithinContent | undefined;
  readonly sameScale: boolean;
}

/** For each level, a sentence that says why a method lacks metrics. Empty where none is missing. */
export function notesOf(measured: Measured): Readonly<Record<LevelId, string>> {
  const scale = scaleNote(measured);
  const join = (...notes: readonly string[]): string => notes.filter((note) => note !== '').join(' ');
  return {
    instance: join(instanceNote(measured), scale),
    model: join(modelNote(measured), scale),
    within: join(withinNote(measured), scale),
  };
}

function instanceNote({ predicted, human, instance }: Measured): string {
  if (human.length === 0) return 'No row has both scores.';
  if (human.length === 1) return 'A single row has both scores; a correlation needs two.';
  if (instance.srcc === undefined) {
    const [low, high] = extent(human);
    return low === high ? `All human scores are ${low}.` : `All predicted scores are ${predicted[0]}.`;
  }
  if (instance.plcc5 !== undefined) return '';
  return instance.plcc4 === undefined
    ? 'Fewer than four different predicted scores: no logistic curve can be fitted.'
    : 'Four different predicted scores: too few for the curve of five parameters.';
}

function modelNote({ model }: Measured): string {
  if (model === undefined || model.metrics.srcc !== undefined) return '';
  if (model.groups < 2)
    return `${model.groups === 0 ? 'No' : 'A single'} generator has scores; a correlation needs two.`;
  return 'All generators have the same mean on one side.';
}

function withinNote({ within }: Measured): string {
  if (within === undefined || within.used > 0) return '';
  return 'No content has two clips that differ on both sides.';
}

/** Errors between two different scales have no meaning. */
function scaleNote({ predicted, human, sameScale }: Measured): string {
  if (sameScale || human.length === 0) return '';
  const range = (values: Float64Array): string => {
    return extent(values)
      .map((value) => Number(value.toPrecision(3)))
      .join(' to ');
  };
  return `No errors and accuracies: predicted scores are within ${range(predicted)}, human scores within ${range(human)}. Map every scale to 1..5 to compute them.`;
}
