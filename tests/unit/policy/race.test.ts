import { describe, expect, it } from 'vitest';
import { asoTeacher } from '../../../src/policy/aso';
import { mode, normalised } from '../../../src/policy/distribution';
import type { RaceSetup } from '../../../src/policy/race';
import { Race, RACERS } from '../../../src/policy/race';
import { absoluteReward, rewardVector } from '../../../src/policy/rewards';
import { uniform } from '../../../src/policy/soft-targets';

const SCORES = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
const SETUP: RaceSetup = {
  scores: SCORES,
  target: 4,
  rewards: rewardVector(SCORES, (score) => absoluteReward(score, 4)),
  reference: uniform(9),
  lambda: 0.5,
  stepSize: 0.5,
  groupSize: 8,
  stepsPerGroup: 1,
  grpo: { clip: 0.2, klWeight: 0.1 },
  seed: 1,
};
const run = (setup: RaceSetup, steps: number): Race => {
  const race = new Race(setup);
  for (let i = 0; i < steps; i++) race.step();
  return race;
};

describe('the race', () => {
  it('starts all three at the reference', () => {
    const race = new Race(SETUP);
    expect(race.steps).toBe(0);
    for (const racer of RACERS) {
      expect(race.policy(racer)[0]).toBeCloseTo(1 / 9, 15);
      expect(race.tracks[racer]).toHaveLength(1);
      expect(race.tracks[racer][0]!.kl).toBeCloseTo(0, 15);
    }
  });

  it('brings ASO to its teacher and SFT to a one-hot policy', () => {
    const race = run(SETUP, 2000);
    const teacher = asoTeacher(SETUP.reference, SETUP.rewards, SETUP.lambda).probabilities;
    race.policy('aso').forEach((p, s) => expect(Math.abs(p - teacher[s]!)).toBeLessThan(1e-3));
    expect(race.policy('sft')[6]).toBeGreaterThan(0.99);
    expect(race.tracks.sft.at(-1)!.mae).toBeLessThan(0.02);
  });

  it('lets all three gain reward', () => {
    const { tracks } = run(SETUP, 300);
    for (const racer of RACERS) {
      expect(tracks[racer].at(-1)!.expectedReward).toBeGreaterThan(tracks[racer][0]!.expectedReward + 0.5);
    }
  });

  it('is the same for the same seed; only GRPO changes with another', () => {
    const [a, b, c] = [run(SETUP, 40), run(SETUP, 40), run({ ...SETUP, seed: 2 }, 40)];
    expect(a.tracks).toEqual(b.tracks);
    expect(a.tracks.aso).toEqual(c.tracks.aso);
    expect(a.tracks.sft).toEqual(c.tracks.sft);
    expect(a.tracks.grpo).not.toEqual(c.tracks.grpo);
  });

  it('draws a new group only after the steps on the last one are done', () => {
    const clipped = run({ ...SETUP, stepsPerGroup: 8, stepSize: 3 }, 8).policy('grpo');
    const free = run({ ...SETUP, stepsPerGroup: 8, stepSize: 3, grpo: { clip: Infinity, klWeight: 0.1 } }, 8).policy(
      'grpo',
    );
    // The clip keeps the policy nearer to the one that drew the group.
    expect(Math.max(...clipped)).toBeLessThan(Math.max(...free));
  });

  it('never gives mass to a level that starts without, as the ASO paper states', () => {
    const reference = normalised(SCORES.map((score) => (score === 4 ? 0 : 1)));
    const race = run({ ...SETUP, reference }, 200);
    for (const racer of RACERS) {
      expect(race.policy(racer)[6]).toBe(0);
      expect(mode(race.policy(racer))).not.toBe(6);
      expect(Object.values(race.tracks[racer].at(-1)!).every(Number.isFinite)).toBe(true);
    }
  });
});
