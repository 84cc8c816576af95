/**
 * Judges: a window of sampled frames in, level distributions out. `judge.ts` is the interface, `compact/` the judge that
 * ships with Slowglass, `vlm/` runs a vision-language model here, `endpoint/` asks one at a server, `runtime/` is ONNX
 * Runtime.
 */
export type { Golden } from './compact/golden';
export { goldenWindow } from './compact/golden';
export { createCompactJudges } from './compact/judges';
export { loadCompactJudge } from './compact/load';
export type { Manifest } from './compact/manifest';
export type { ModelPack } from './compact/pack';
export { loadPack } from './compact/pack';
export type { PackSource } from './compact/source';
export { packFromUrl } from './compact/source';
export type { AdapterId, EncodeJpeg, EndpointConfig, EndpointLimits, Fetch } from './endpoint/config';
export { DEFAULT_LIMITS } from './endpoint/config';
export { encodeJpegInBrowser } from './endpoint/encode-jpeg-web';
export { createEndpointJudges } from './endpoint/judges';
export { openEndpointJudge } from './endpoint/open';
export type {
  ArtifactProbability,
  FrameJudge,
  Judge,
  JudgeDescription,
  JudgeIdentity,
  JudgeProvider,
  JudgeSampling,
  Judges,
  LevelDistribution,
  RationaleWords,
  Rationales,
  TokenJudge,
  WindowFrame,
  WindowFrames,
  WindowAnswer,
  WindowReading,
  WindowTokens,
} from './judge';
export { createVlmJudges } from './vlm/judges';
export { openVlmJudge } from './vlm/load';
export type { ModelFile, ModelFiles } from './vlm/model-files';
export { modelFilesOf } from './vlm/model-files';
export { chooseFiles } from './vlm/choose-files';
export { parseFiles } from './vlm/parsed-files';
export { smallerPicture } from './pictures/smaller-picture';
export type { Provider, ProviderChoice } from './runtime/provider';
export { wasmThreads, webOrt } from './runtime/runtime-web';
export type { OrtLoader } from './runtime/runtime';
