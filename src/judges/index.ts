/**
 * What turns a window of sampled frames into level distributions.
 */
export type { Golden } from './compact/golden';
export { goldenWindow } from './compact/golden';
export { loadCompactModel } from './compact/load';
export type { Manifest } from './compact/manifest';
export type { ModelPack } from './compact/pack';
export { loadPack } from './compact/pack';
export type {
  ArtifactProbability,
  EncodedWindow,
  LevelDistribution,
  QualityModel,
  WindowTokens,
} from './compact/quality-model';
export type { PackSource } from './compact/source';
export { packFromUrl } from './compact/source';
export type { Provider, ProviderChoice } from './runtime/provider';
export { wasmThreads, webOrt } from './runtime/runtime-web';
export type { OrtLoader } from './runtime/runtime';
