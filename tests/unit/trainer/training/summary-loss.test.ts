import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { jit, read, tree, valueAndGrad } from '../../../../src/trainer/engine/jax';
import type { Tensors } from '../../../../src/trainer/engine/jax';
import { fromBanks, startOf } from '../../../../src/trainer/network/parameters';
import { ARTIFACTS } from '../../../../src/trainer/network/shape';
import { drawDropoutMasks } from '../../../../src/trainer/training/dropout';
import { upload } from '../../../../src/trainer/training/optimiser';
import { measureScalings } from '../../../../src/trainer/training/scalings';
import type { SummaryInput, SummaryTargets } from '../../../../src/trainer/training/summary-loss';
import {
  SCORE_ORDER,
  summaryLayout,
  summaryLoss,
  summaryScores,
  summarySpecs,
  summaryTargets,
} from '../../../../src/trainer/training/summary-loss';
import { SummaryTable } from '../../../../src/trainer/training/summary-table';
import { TINY, randomSource } from '../clips';

const WEIGH = { score: 1, artifacts: 0.1, rationale: 0.05 };
const CLIPS = [1, 3];
const source = randomSource(4, 2);
const table = new SummaryTable(source, 'train', measureScalings(source, 1), 1);
const layout = summaryLayout(TINY);
const weights = startOf(summarySpecs(TINY), 3);
const labels = CLIPS.map((index) => source.labels('train')[index]!);

function batch(): [SummaryInput, SummaryTargets] {
  const dropout = drawDropoutMasks(TINY, CLIPS.length, 0.2, createRandom('kept'));
  return [{ summaries: table.read(CLIPS, 0), dropout }, summaryTargets(labels)];
}

describe('the loss of the summary heads', () => {
  it('has the gradient of finite differences', async () => {
    const graded = jit((banks: Tensors, input: SummaryInput, targets: SummaryTargets) =>
      valueAndGrad((b: Tensors, i: SummaryInput, t: SummaryTargets) => summaryLoss(b, i, t, TINY, WEIGH), {
        hasAux: true,
      })(banks, input, targets),
    );
    const value = jit((banks: Tensors, input: SummaryInput, targets: SummaryTargets) =>
      summaryLoss(banks, input, targets, TINY, WEIGH),
    );
    const lossAt = async (changed: typeof weights): Promise<number> => {
      const [total, parts] = value(upload(changed, layout), ...batch());
      tree.dispose(parts);
      return (await read(total))[0]!;
    };
    const [[total, parts], gradients] = graded(upload(weights, layout), ...batch());
    tree.dispose([total, parts]);
    const flat: Record<string, Float32Array> = {};
    for (const [name, gradient] of Object.entries(gradients)) flat[name] = await read(gradient);
    const byName = fromBanks(flat, layout);
    for (const { name } of summarySpecs(TINY)) {
      const gradient = byName[name]!;
      const norm = Math.hypot(...gradient);
      expect(norm, name).toBeGreaterThan(0);
      // A summary has more than a thousand columns: a longer step would move many units across the kink of their activation.
      const step = name.endsWith('summary.in') ? 1e-4 : 1e-3;
      const moved = (sign: number): typeof weights => ({
        ...weights,
        [name]: weights[name]!.map((weight, i) => weight + (sign * step * gradient[i]!) / norm),
      });
      const slope = ((await lossAt(moved(1))) - (await lossAt(moved(-1)))) / (2 * step);
      expect(Math.abs(slope - norm) / norm, `${name}: ${slope} against ${norm}`).toBeLessThan(0.03);
    }
  });

  it('has the scores in SCORE_ORDER', async () => {
    const scores = await read(summaryScores(upload(weights, layout), table.read(CLIPS, 0), TINY));
    const { mos, ...others } = summaryTargets(labels);
    tree.dispose(others);
    const wanted = await read(mos);
    labels.forEach((label, row) => {
      SCORE_ORDER.forEach((id, column) => {
        expect(wanted[row * SCORE_ORDER.length + column]).toBeCloseTo(label.dimensionRatings[id].mos, 5);
      });
    });
    const [, parts] = summaryLoss(
      upload(weights, layout),
      { summaries: table.read(CLIPS, 0), dropout: drawDropoutMasks(TINY, CLIPS.length, 0, createRandom('all')) },
      summaryTargets(labels),
      TINY,
      WEIGH,
    );
    const errors = scores.map((score, i) => (score - wanted[i]!) ** 2);
    expect((await read(parts.score))[0]).toBeCloseTo(errors.reduce((a, b) => a + b, 0) / errors.length, 3);
    tree.dispose([parts.artifacts, parts.rationale]);
  });

  it('names an artifact in the dimensions that it lowers by a tenth of a point', async () => {
    const { mos, shares, rationale } = summaryTargets(labels);
    tree.dispose([mos, shares]);
    const wanted = await read(rationale);
    const blur = ARTIFACTS.indexOf('blur');
    const width = wanted.length / labels.length;
    labels.forEach((label, row) => {
      const said = wanted.subarray(row * width, (row + 1) * width);
      const worth = Object.entries(label.observations[0]!.cost).filter(([, points]) => points >= 0.1);
      expect(said.reduce((a, b) => a + b, 0)).toBe(worth.length);
      said.forEach((value, at) => value > 0 && expect(at % ARTIFACTS.length).toBe(blur));
    });
  });
});
