/**
 * Agreement with human scores: correlations, errors, logistic fits, raters and votes, with bootstrap intervals.
 */
export { accuracyWithin } from './accuracy';
export type { Interval, PairedTest } from './bootstrap';
export { pairedTest, percentileInterval } from './bootstrap';
export type { Calibration } from './calibration';
export { binOf, calibration } from './calibration';
export type { DenseRanks } from './dense';
export { denseRanks } from './dense';
export { density } from './density';
export { determination } from './determination';
export { mae } from './error';
export type { GroupStanding } from './group-standings';
export { groupStandings } from './group-standings';
export { krcc } from './krcc';
export type { ModelLevel, WithinContent } from './levels';
export { groupMeans, modelLevel, withinContent } from './levels';
export { countUp, mapNumbers } from './map-numbers';
export { meanInterval } from './mean-interval';
export type { BootstrapTable, DrawnPart } from './metric-bootstrap';
export { BootstrapDraws, DRAWS_AT_ONCE, MetricBootstrap } from './metric-bootstrap';
export type { Fits, MappedPredictions, MetricId, Metrics } from './metrics';
export { METRIC_IDS, fitBoth, mapThrough, metricsOf } from './metrics';
export type { AgreementId, PanelAgreement } from './panel-agreement';
export { AGREEMENT_IDS, CALM_VARIANCE, panelAgreement } from './panel-agreement';
export { plcc } from './plcc';
export type { Vote } from './preference';
export {
  creditsWithoutTies,
  fourWayMatch,
  threeWayMatch,
  tuneTieThreshold,
  votesOfScores,
  winCredits,
} from './preference';
export { MOST_ROWS } from './ranked-column';
export { ranks } from './ranks';
export type { RaterQuality } from './rater-quality';
export { raterQualities, worstRaters } from './rater-quality';
export type { MeanRatings, Ratings } from './ratings';
export { meanRatings, withoutRaters } from './ratings';
export { ResampledMeans } from './resampled-means';
export type { Scale } from './rescale';
export { guessScale, toFive } from './rescale';
export { screenedOut } from './screening';
export { sortOrder } from './sort-order';
export { srcc } from './srcc';
export { FEWEST_FOR_PROJECTION, alternatingProjection, removeBias } from './subject-bias';
export type { Grouping } from './weighted-group-means';
export { wilson } from './wilson';
