/**
 * D3 charts, one a file: `xChart(data, options)` makes a chart, `<sg-chart>` shows it. A chart knows nothing of the page.
 */
// Defines <sg-chart>.
import './chart-frame';

export { agreementScatterChart } from './agreement-scatter';
export { categoryRadarChart } from './category-radar';
export type { Brush, Chart } from './chart';
export { fileStem } from './chart';
export type { ComparedCurves, CurvePoint } from './compared-curves';
export { comparedCurvesChart } from './compared-curves';
export { comparedLevelsChart } from './compared-levels';
export { download } from './download';
export { gradientEstimateChart } from './gradient-estimate';
export type { LambdaSweep } from './lambda-sweep';
export { lambdaSweepChart } from './lambda-sweep';
export type { LevelDistribution } from './level-distribution';
export { levelDistributionChart } from './level-distribution';
export type { LevelRidge } from './level-ridge';
export { levelRidgeChart } from './level-ridge';
export type { LevelRows, LevelRowsLayout } from './level-rows';
export { levelRowsChart, levelRowsLayout } from './level-rows';
export { nearestLevelIndex } from './marks';
export type { QualityTimeline } from './quality-timeline';
export { qualityTimelineChart } from './quality-timeline';
export { RACER_NAMES, raceCurvesChart, racerMark } from './race-curves';
export { rankBumpChart } from './rank-bump';
export { reliabilityChart } from './reliability';
export type { RewardFrontier } from './reward-frontier';
export { rewardFrontierChart } from './reward-frontier';
export { scoreHistogramChart } from './score-histogram';
export type { SimilarityCurve } from './similarity-curve';
export { describeFrame, describeSimilarityCurve, similarityCurveChart } from './similarity-curve';
export type { TokenBudgetChart } from './token-budget';
export { describeTokenBudget, tokenBudgetChart } from './token-budget';
