import { FAST_STATISTICS, SLOW_STATISTICS } from '../../slowfast';
import type { Orientation } from './orientation';

type Pathway = 'fast' | 'slow';
type Pair = readonly [across: number, down: number];

const fast = (name: (typeof FAST_STATISTICS)[number]): number => FAST_STATISTICS.indexOf(name);
const slow = (name: (typeof SLOW_STATISTICS)[number]): number => SLOW_STATISTICS.indexOf(name);

const VELOCITY: Pair = [fast('sample: signed ln1p velocity across'), fast('sample: signed ln1p velocity down')];

/** Statistics that measure across and down: a transposed picture exchanges them. */
const TRANSPOSED: Readonly<Record<Pathway, readonly Pair[]>> = {
  fast: [VELOCITY],
  slow: [
    [slow('ln1p mean horizontal |gradient| over 1 px'), slow('ln1p mean vertical |gradient| over 1 px')],
    [
      slow('ln1p horizontal step across the 8 px column minus the mean step'),
      slow('ln1p vertical step across the 8 px row minus the mean step'),
    ],
    [slow('ln1p largest horizontal |gradient| over 1 px'), slow('ln1p largest vertical |gradient| over 1 px')],
    [slow('ln1p largest horizontal |gradient| over 4 px'), slow('ln1p largest vertical |gradient| over 4 px')],
    [slow('ln1p mean |horizontal second difference|'), slow('ln1p mean |vertical second difference|')],
  ],
};

const BLUE = slow('mean B - Y / 128');
const RED = slow('mean R - Y / 128');

/** Shares of red, green and blue in luma (BT.601): near enough to turn a picture's colours for training. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** What a turned picture's row of statistics would be, in place. */
export function orientStatistics(pathway: Pathway, statistics: number[], orientation: Orientation): void {
  const { mirrorX, mirrorY, transpose, channels } = orientation;
  if (transpose) {
    for (const [a, b] of TRANSPOSED[pathway]) [statistics[a], statistics[b]] = [statistics[b]!, statistics[a]!];
  }
  if (pathway === 'slow') turnColours(statistics, channels);
  else {
    if (mirrorX) statistics[VELOCITY[0]] = -statistics[VELOCITY[0]]!;
    if (mirrorY) statistics[VELOCITY[1]] = -statistics[VELOCITY[1]]!;
  }
}

/** Mean colour differences after the channels have changed places. */
function turnColours(statistics: number[], channels: Orientation['channels']): void {
  if (channels.every((channel, place) => channel === place)) return;
  const red = statistics[RED]!;
  const blue = statistics[BLUE]!;
  const green = -(LUMA[0] * red + LUMA[2] * blue) / LUMA[1];
  const turned = channels.map((channel) => [red, green, blue][channel]!);
  const luma = turned.reduce((sum, value, place) => sum + value * LUMA[place]!, 0);
  statistics[RED] = turned[0]! - luma;
  statistics[BLUE] = turned[2]! - luma;
}
