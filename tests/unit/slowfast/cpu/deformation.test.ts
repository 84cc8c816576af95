import { describe, expect, test } from 'vitest';
import { DEFORMATION_FEATURES, deformation } from '../../../../src/slowfast/cpu/deformation';
import { MOTION_BLOCKS, MOTION_GRID } from '../../../../src/slowfast/tokens';

type Feature = (typeof DEFORMATION_FEATURES)[number];
type Velocity = (column: number, row: number) => readonly [number, number];

const nothing = new Float64Array(MOTION_BLOCKS);

/** One feature of every block, for a velocity field given relative to the middle of the frame. */
function featureOf(feature: Feature, velocity: Velocity): number[] {
  const vx = new Float64Array(MOTION_BLOCKS);
  const vy = new Float64Array(MOTION_BLOCKS);
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const place = [(block % MOTION_GRID) - 3.5, Math.floor(block / MOTION_GRID) - 3.5] as const;
    [vx[block], vy[block]] = velocity(...place) as [number, number];
  }
  const all = deformation({ vx, vy, moved: nothing, unmoved: nothing });
  const count = DEFORMATION_FEATURES.length;
  return Array.from(
    { length: MOTION_BLOCKS },
    (_, block) => all[block * count + DEFORMATION_FEATURES.indexOf(feature)]!,
  );
}

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe('deformation', () => {
  const cameras: readonly [string, Velocity][] = [
    ['a pan', () => [3, -1]],
    ['a zoom', (column, row) => [0.5 * column, 0.5 * row]],
    ['a turn', (column, row) => [-0.4 * row, 0.4 * column]],
    ['a slanted zoom with a pan', (column, row) => [2 + 0.3 * column + 0.1 * row, 0.2 * row - 1]],
  ];
  test.each(cameras)('leaves nothing of %s', (_, velocity) => {
    for (const feature of ['deviation', 'divergence', 'curl', 'shear'] as const) {
      expect(largest(featureOf(feature, velocity))).toBeLessThan(1e-12);
    }
  });

  test('measures the speed of the camera at every block', () => {
    expect(featureOf('camera', () => [3, -4]).every((speed) => Math.abs(speed - 5) < 1e-12)).toBe(true);
  });

  test('finds an independently moving block at its position', () => {
    const alone = featureOf('deviation', (column, row) => (column === 0.5 && row === -1.5 ? [8, 0] : [0, 0]));
    const at = 2 * MOTION_GRID + 4;
    expect(alone[at]).toBeGreaterThan(7);
    expect(Math.max(...alone.filter((_, block) => block !== at))).toBeLessThan(0.6);
  });

  // Fields that stretch, rotate or shear near the middle and are zero far outside, which no affine field fits.
  const local = (column: number, row: number): number => Math.exp(-(column * column + row * row) / 4);
  const fields: readonly [Feature, number, Velocity][] = [
    ['divergence', 1, (column, row) => [column * local(column, row), row * local(column, row)]],
    ['divergence', -1, (column, row) => [-column * local(column, row), -row * local(column, row)]],
    ['curl', 1, (column, row) => [-row * local(column, row), column * local(column, row)]],
    ['shear', 1, (column, row) => [row * local(column, row), column * local(column, row)]],
  ];
  test.each(fields)('finds %s of sign %d in the middle', (feature, sign, velocity) => {
    const middle = 3 * MOTION_GRID + 3;
    const values = featureOf(feature, velocity);
    expect(sign * values[middle]!).toBeGreaterThan(0.5);
    for (const other of ['divergence', 'curl', 'shear'] as const) {
      if (other !== feature) expect(Math.abs(featureOf(other, velocity)[middle]!)).toBeLessThan(0.35);
    }
  });
});
