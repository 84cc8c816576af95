import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { evaluateAnswers } from '../evaluation/answers';
import type { Network } from '../evaluation/network';
import { evaluateNetwork } from '../evaluation/network';
import type { AblationTable, Measured } from '../evaluation/ablation';
import { WITHOUT_SLOWFAST, ablationMarkdown, summarise } from '../evaluation/ablation';
import type { SftOptions } from '../stages/sft';
import { SLOWFAST_MASK, UNIFORM_MASK } from '../training/pathway-mask';
import type { ClipSource } from '../training/source';
import { makeWriter } from '../training/writer';
import type { Course, StageName } from './course';
import { identityOf, trainStage } from './course';
import type { Job } from './job';
import { readJson, trainFile, writeJson, writeText } from './job';

/** A row of the table: how the network was trained. */
interface Strategy {
  readonly name: string;
  readonly stage: StageName;
  readonly slowFast: boolean;
}

/** The rows of Q-Save's table 3 and the last ones of UltraVQA's table 1. */
const STRATEGIES: readonly Strategy[] = [
  { name: WITHOUT_SLOWFAST, stage: 'sft', slowFast: false },
  { name: 'SFT', stage: 'sft', slowFast: true },
  { name: 'SFT + GRPO', stage: 'grpo', slowFast: true },
  { name: 'SFT + GRPO + cool-off', stage: 'cool-off', slowFast: true },
  { name: 'SFT + ASO', stage: 'aso', slowFast: true },
];

/**
 * Every row from random weights. A pack has learned with SlowFast: going on from it, a network without would begin with
 * what was made for something else, and show that and not what SlowFast is worth.
 */
export function strategiesOf({ from }: Pick<Job, 'from'>): readonly Strategy[] {
  return from === undefined ? STRATEGIES : STRATEGIES.filter(({ slowFast }) => slowFast);
}

/**
 * Trains every strategy with `seeds` seeds from the job's on, all on one corpus, measures each on the test split, and
 * writes ablation.json and ablation.md beside the checkpoints. What an earlier run finished is not done again.
 */
export async function runAblation(job: Job, source: ClipSource, seeds: number): Promise<Result<AblationTable>> {
  if (seeds < 1) return fail('invalid-option', 'An ablation needs at least one seed. Give --seeds 3.');
  const strategies = strategiesOf(job);
  const measured: Measured[] = [];
  for (let n = 0; n < seeds; n++) {
    for (const strategy of strategies) {
      const one = await measure(courseOf(job, source, job.seed + n, strategy), strategy);
      if (!one.ok) return one;
      measured.push(one.value);
    }
  }
  const table = summarise(
    strategies.map(({ name }) => name),
    measured,
    { command: `${job.command} ablation --seeds ${seeds}`, clips: source.labels('test').length, seeds },
  );
  writeJson(trainFile(job, 'ablation/ablation.json'), table);
  const path = trainFile(job, 'ablation/ablation.md');
  writeText(path, ablationMarkdown(table));
  console.error(`\n${ablationMarkdown(table)}\n${path}`);
  return ok(table);
}

/**
 * Without SlowFast a clip gives as many tokens as with it, and all of them fast ones: see UNIFORM_SIGHT. One slow row,
 * which no dimension may look at, keeps the network's shape.
 */
function courseOf(job: Job, source: ClipSource, seed: number, { slowFast }: Strategy): Course {
  const { summary, sft } = job.preset;
  const { from } = job;
  const folder = `ablation/seed-${seed}/`;
  if (slowFast) return { job, source, seed, pathwayMask: SLOWFAST_MASK, summary, sft, from, folder };
  const uniform = ({ fast, slow }: SftOptions['rows']) => ({ fast: fast + slow, slow: 1 });
  const rows = { rows: uniform(sft.rows), evaluationRows: uniform(sft.evaluationRows) };
  return {
    job,
    source,
    seed,
    pathwayMask: UNIFORM_MASK,
    summary,
    sft: { ...sft, ...rows },
    from,
    folder: `${folder}uniform-`,
  };
}

async function measure(course: Course, { name, stage }: Strategy): Promise<Result<Measured>> {
  const identity = identityOf(course, stage);
  if (!identity.ok) return identity;
  const path = trainFile(course.job, `${course.folder}${stage}.json`);
  const known = readJson(path) as (Measured & { identity: string }) | undefined;
  if (known?.identity === identity.value) return ok(known);
  const trained = await trainStage(course, stage);
  if (!trained.ok) return trained;
  const metrics = await onTest(course, stage, trained.value);
  const measured: Measured = { strategy: name, seed: course.seed, ...metrics };
  writeJson(path, { identity: identity.value, ...measured });
  return ok(measured);
}

/** Each network by the score that its last stage taught it to give. */
function onTest(
  { job, source, pathwayMask, sft }: Course,
  stage: StageName,
  network: Network,
): Promise<Pick<Measured, 'evaluation' | 'wellFormed'>> {
  const rows = sft.evaluationRows;
  if (stage === 'cool-off' || sft.form === 'rating-first') {
    return evaluateNetwork(source, 'test', network, rows, pathwayMask).then((evaluation) => ({ evaluation }));
  }
  return evaluateAnswers(source, 'test', network, rows, makeWriter(job.preset.shape, pathwayMask));
}
