import type { Chart } from '../chart';
import { agreementScatterChart } from '../agreement-scatter';
import { categoryRadarChart } from '../category-radar';
import { comparedCurvesChart } from '../compared-curves';
import { comparedLevelsChart } from '../compared-levels';
import { gradientEstimateChart } from '../gradient-estimate';
import { lambdaSweepChart } from '../lambda-sweep';
import { levelDistributionChart } from '../level-distribution';
import { levelRidgeChart } from '../level-ridge';
import { levelRowsChart } from '../level-rows';
import { qualityTimelineChart } from '../quality-timeline';
import { raceCurvesChart } from '../race-curves';
import { rankBumpChart } from '../rank-bump';
import { reliabilityChart } from '../reliability';
import { rewardFrontierChart } from '../reward-frontier';
import { scoreHistogramChart } from '../score-histogram';
import { similarityCurveChart } from '../similarity-curve';
import { tokenBudgetChart } from '../token-budget';
import { BUMP, HISTOGRAM, RADAR, RELIABILITY, SCATTER } from './evaluation-data';
import { FRONTIER, GRADIENT, RACE, RIDGE, ROWS, SWEEP } from './objective-data';
import { COMPARED, CURVES, LEVELS, SIMILARITY, TIMELINE, TOKENS } from './score-data';

/** Every chart with example data, by the name of its file. */
export const EXAMPLES: Readonly<Record<string, () => Chart>> = {
  'level-distribution': () => levelDistributionChart(LEVELS),
  'compared-levels': () => comparedLevelsChart(COMPARED),
  'similarity-curve': () => similarityCurveChart(SIMILARITY),
  'token-budget': () => tokenBudgetChart(TOKENS),
  'quality-timeline': () => qualityTimelineChart(TIMELINE),
  'compared-curves': () => comparedCurvesChart(CURVES),
  'level-rows': () => levelRowsChart(ROWS),
  'lambda-sweep': () => lambdaSweepChart(SWEEP),
  'level-ridge': () => levelRidgeChart(RIDGE),
  'reward-frontier': () => rewardFrontierChart(FRONTIER),
  'gradient-estimate': () => gradientEstimateChart(GRADIENT),
  'race-curves': () => raceCurvesChart(RACE),
  'agreement-scatter': () => agreementScatterChart(SCATTER),
  'rank-bump': () => rankBumpChart(BUMP),
  'category-radar': () => categoryRadarChart(RADAR),
  reliability: () => reliabilityChart(RELIABILITY),
  'score-histogram': () => scoreHistogramChart(HISTOGRAM),
};
