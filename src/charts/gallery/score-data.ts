import type { ComparedCurves } from '../compared-curves';
import type { ComparedLevels } from '../compared-levels';
import type { LevelDistribution } from '../level-distribution';
import type { QualityTimeline } from '../quality-timeline';
import type { SimilarityCurve } from '../similarity-curve';
import type { TokenBudgetChart } from '../token-budget';

/** Example data for charts of one video or two. The numbers are invented. */

export const NINE_LEVELS = [
  'Abysmal',
  'Terrible',
  'Poor',
  'Weak',
  'Acceptable',
  'Good',
  'Great',
  'Superb',
  'Perfect',
].map((word, i) => ({ word, score: 1 + i / 2 }));

export const LEVELS: LevelDistribution = {
  name: 'Motion quality',
  video: 'example.mp4',
  levels: NINE_LEVELS,
  probabilities: [0, 0.02, 0.05, 0.11, 0.2, 0.34, 0.19, 0.07, 0.02],
  mean: 3.395,
  spread: 0.73,
  rating: 'Good',
};

export const COMPARED: ComparedLevels = {
  name: 'Clarity',
  levels: NINE_LEVELS,
  first: { video: 'first.mp4', probabilities: LEVELS.probabilities, mean: 3.395 },
  second: { video: 'second.mp4', probabilities: [0, 0.1, 0.2, 0.3, 0.2, 0.1, 0.06, 0.04, 0], mean: 2.7 },
};

/** Forty sampled frames at eight a second, with a cut in the middle. */
const FRAMES: SimilarityCurve['frames'] = Array.from({ length: 40 }, (_, index) => {
  const slow = index === 0 || index === 20 || index % 13 === 12;
  const similarity = index === 0 ? 1 : slow ? (index === 20 ? 0.35 : 0.84) : 0.9 + 0.09 * Math.cos(index) ** 2;
  return { index, instant: index / 8, pathway: slow ? 'slow' : 'fast', similarity, duplicate: index === 7 };
});

export const SIMILARITY: SimilarityCurve = { video: 'example.mp4', frames: FRAMES, threshold: 0.9 };

export const TOKENS: TokenBudgetChart = {
  video: 'example.mp4',
  windows: [
    { start: 0, end: 3.875, slowFrames: 4, fastFrames: 28, tokensSpent: 724 },
    { start: 4, end: 7.875, slowFrames: 1, fastFrames: 31, tokensSpent: 560 },
    { start: 8, end: 11.875, slowFrames: 32, fastFrames: 0, tokensSpent: 768 },
  ],
  fastFrameTokens: 16,
  budget: 768,
};

const motion = FRAMES.map(({ instant }) => 3.2 + 0.9 * Math.sin(instant * 2));
const clarity = FRAMES.map(({ instant }, i) => (i > 30 ? NaN : 4.1 - 0.2 * instant));

export const TIMELINE: QualityTimeline = {
  video: 'example.mp4',
  frames: FRAMES,
  rows: [
    { name: 'Motion quality', score: 3.3, values: motion, changes: motion.map((_, i) => 0.4 * Math.sin(i)) },
    { name: 'Clarity', score: 3.7, values: clarity },
  ],
  worst: [{ place: 19, row: 0 }],
  window: '1 s (8 sampled frames)',
};

export const CURVES: ComparedCurves = {
  first: 'first.mp4',
  second: 'second.mp4',
  rows: [
    {
      name: 'Motion quality',
      first: FRAMES.map(({ instant }, i) => [instant, motion[i]!]),
      second: FRAMES.map(({ instant }, i) => [instant, clarity[i]!]),
    },
    {
      name: 'Clarity',
      first: FRAMES.map(({ instant }) => [instant, 3 + 0.3 * Math.cos(instant)]),
      second: FRAMES.map(({ instant }) => [instant, 2.4 + 0.1 * instant]),
    },
  ],
  instants: FRAMES.map(({ instant }) => instant),
};
