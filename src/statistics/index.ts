/**
 * Agreement with human scores.
 */

// Metrics of predicted against human scores, all at once, with logistic fits.
export type { MetricDefinition, MetricId, Metrics } from './metrics';
export { METRIC_BY_ID, METRIC_IDS, METRICS, metricsOf } from './metrics';
export type { Fits, MappedPredictions } from './mapped-predictions';
export { fitBoth, mapThrough } from './mapped-predictions';
export type { ModelLevel, WithinContent } from './levels';
export { groupMeans, modelLevel, withinContent } from './levels';

// Single coefficients and errors.
export { srcc } from './srcc';
export { plcc } from './plcc';
export { krcc } from './krcc';
export { mae } from './error';
export { accuracyWithin } from './accuracy';
export { determination } from './determination';
export type { Calibration } from './calibration';
export { binOf, calibration } from './calibration';

// Intervals: bootstrap of metrics and means, paired tests, Wilson.
export type { Interval, PairedTest } from './bootstrap';
export { pairedTest, percentileInterval } from './bootstrap';
export type { BootstrapTable, DrawnPart } from './metric-bootstrap';
export { BootstrapDraws, DRAWS_AT_ONCE, MetricBootstrap } from './metric-bootstrap';
export type { Grouping } from './weighted-group-means';
export { MOST_ROWS } from './ranked-column';
export { ResampledMeans } from './resampled-means';
export { meanInterval } from './mean-interval';
export type { GroupStanding } from './group-standings';
export { groupStandings } from './group-standings';
export { wilson } from './wilson';

// Raters: mean ratings, agreement, quality, screening, bias.
export type { MeanRatings, Ratings } from './ratings';
export { meanRatings, withoutRaters } from './ratings';
export type { AgreementId, PanelAgreement } from './panel-agreement';
export { AGREEMENT_IDS, CALM_VARIANCE, panelAgreement } from './panel-agreement';
export type { RaterQuality } from './rater-quality';
export { raterQualities, worstRaters } from './rater-quality';
export { screenedOut } from './screening';
export { FEWEST_FOR_PROJECTION, alternatingProjection, removeBias } from './subject-bias';

// Preferences: votes, ties, win ratios.
export type { Vote } from './preference';
export {
  creditsWithoutTies,
  fourWayMatch,
  threeWayMatch,
  tuneTieThreshold,
  votesOfScores,
  winCredits,
} from './preference';

// Columns of numbers: order, ranks, density, scales.
export { sortOrder } from './sort-order';
export type { DenseRanks } from './dense';
export { denseRanks } from './dense';
export { ranks } from './ranks';
export { density } from './density';
export type { Scale } from './rescale';
export { guessScale, toFive } from './rescale';
export { countUp, mapNumbers } from './map-numbers';
