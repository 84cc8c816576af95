import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { evaluateAnswers } from '../evaluation/answers';
import type { Network } from '../network/network';
import { evaluateNetwork } from '../evaluation/network';
import type { AblationTable, Measured } from '../evaluation/ablation';
import { WITHOUT_SLOWFAST, ablationMarkdown, summarise } from '../evaluation/ablation';
import type { SftOptions } from '../stages/sft';
import { SLOWFAST_MASK, UNIFORM_MASK } from '../training/pathway-mask';
import type { ClipSource } from '../training/source';
import { makeWriter } from '../training/writer';
import type { RunConfig, StageName } from './config';
import { identityOf, trainStage } from './config';
import type { Job } from './job';
import { readJson, trainFile, writeJson, writeText } from './job';

/** A row of the table: how a network is trained. */
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
 * All rows where training starts from random weights. A pack was trained with SlowFast, so a network without SlowFast
 * that starts from it would be at a disadvantage; the row is left out.
 */
export function strategiesOf({ from }: Pick<Job, 'from'>): readonly Strategy[] {
  return from === undefined ? STRATEGIES : STRATEGIES.filter(({ slowFast }) => slowFast);
}

/**
 * Trains every strategy with `seeds` consecutive seeds on one corpus, measures each on the test split, and writes
 * ablation.json and ablation.md beside the checkpoints. Finished parts of an earlier run are not repeated.
 */
export async function runAblation(job: Job, source: ClipSource, seeds: number): Promise<Result<AblationTable>> {
  if (seeds < 1) return fail('invalid-option', 'An ablation needs at least one seed. Give --seeds 3.');
  const strategies = strategiesOf(job);
  const measured: Measured[] = [];
  for (let n = 0; n < seeds; n++) {
    for (const strategy of strategies) {
      const one = await measure(configOf(job, source, job.seed + n, strategy), strategy);
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
 * Without SlowFast a clip has the same number of tokens, all of them fast ones: see UNIFORM_MASK. One slow row, which
 * no dimension may attend to, keeps the network's shape.
 */
function configOf(job: Job, source: ClipSource, seed: number, { slowFast }: Strategy): RunConfig {
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

async function measure(config: RunConfig, { name, stage }: Strategy): Promise<Result<Measured>> {
  const identity = identityOf(config, stage);
  if (!identity.ok) return identity;
  const path = trainFile(config.job, `${config.folder}${stage}.json`);
  const known = readJson(path) as (Measured & { identity: string }) | undefined;
  if (known?.identity === identity.value) return ok(known);
  const trained = await trainStage(config, stage);
  if (!trained.ok) return trained;
  const metrics = await onTest(config, stage, trained.value);
  const measured: Measured = { strategy: name, seed: config.seed, ...metrics };
  writeJson(path, { identity: identity.value, ...measured });
  return ok(measured);
}

/** Measures each network in the form of its last stage. */
function onTest(
  { job, source, pathwayMask, sft }: RunConfig,
  stage: StageName,
  network: Network,
): Promise<Pick<Measured, 'evaluation' | 'wellFormed'>> {
  const rows = sft.evaluationRows;
  if (stage === 'cool-off' || sft.form === 'rating-first') {
    return evaluateNetwork(source, 'test', network, rows, pathwayMask).then((evaluation) => ({ evaluation }));
  }
  return evaluateAnswers(source, 'test', network, rows, makeWriter(job.preset.shape, pathwayMask));
}
