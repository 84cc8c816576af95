import type { Result } from '../../base';
import { ok } from '../../base';
import type { ScoreOptions } from '../options';
import type { ScoreReport } from '../report';

const WHY_CPU = 'The GPU was lost during scoring.';

/**
 * Scores, and scores again on the CPU where the GPU was lost, from the start, because its buffers are lost too. The report
 * then has a warning. `renew` runs in between.
 */
export async function scoreWithRecovery(
  options: ScoreOptions,
  run: (options: ScoreOptions) => Promise<Result<ScoreReport>>,
  renew: () => void = () => undefined,
): Promise<Result<ScoreReport>> {
  const first = await run(options);
  if (first.ok || first.error.code !== 'gpu-lost') return first;
  renew();
  const second = await run({ ...options, provider: 'wasm', packing: 'cpu' });
  if (!second.ok) return second;
  const warning = `${first.error.message} The clip was scored again on the CPU.`;
  const { slowfast, judge, warnings } = second.value;
  return ok({
    ...second.value,
    slowfast: { ...slowfast, reason: WHY_CPU },
    judge: { ...judge, reason: WHY_CPU },
    // First, because some views show only one warning.
    warnings: [warning, ...warnings],
  });
}
