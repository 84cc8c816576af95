import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { ArtifactProbability, QualityModel, WindowTokens } from '../../judges';
import type { DimensionId } from '../../quality';
import { WORTH_A_LINE } from '../../quality';
import type { PackedWindow, Packer } from '../../slowfast';
import type { SampleWalk } from './each-sampled-frame';
import { cancelled, eachSample } from './each-sampled-frame';
import type { ByDimension, OccludedArtifact, OccludedWindow, OcclusionMap } from './inspection';
import type { EditableWindow, Part } from './neutralise';
import { meanContent, sampleParts, overwrite, REGION_COLUMNS, REGION_ROWS, regionParts } from './neutralise';
import { scoresOf, stretchOf } from './windows';

export interface OcclusionParts {
  readonly walk: SampleWalk;
  readonly model: QualityModel;
  readonly ids: readonly DimensionId[];
  /** A CPU packer: tokens are edited in memory. Disposed of by the caller. */
  readonly packer: Packer;
  /** Called after each run of the model, so that whoever watches sees it is alive. */
  readonly onRun: () => void;
}

/**
 * Occlusion: each region of the picture in turn, and each moment, is overwritten in a window's tokens by the window's
 * mean token, and the window is scored again. Places, times and the window's own features stay. It tells what this
 * model's scores and faults rest on, and nothing about what people see.
 *
 * A window of n moments costs 17 + n runs of the encoder; of a window nothing stays but its scores.
 */
export async function occlude(parts: OcclusionParts): Promise<Result<OcclusionMap>> {
  const { walk, packer } = parts;
  const windows: OccludedWindow[] = [];
  let origin: number | undefined;
  const judge = async (packed: PackedWindow | undefined): Promise<Result<undefined>> => {
    if (packed === undefined) return ok(undefined);
    origin ??= packed.frames[0]?.index ?? 0;
    const occluded = await occludeWindow(parts, packed, origin);
    packed.release();
    if (!occluded.ok) return occluded;
    windows.push(occluded.value);
    return ok(undefined);
  };
  const walked = await eachSample(walk, async (sample) => {
    const packed = await packer.push(sample);
    return packed.ok ? judge(packed.value) : packed;
  });
  if (!walked.ok) return walked;
  const rest = await packer.finish();
  const judged = rest.ok ? await judge(rest.value) : rest;
  if (!judged.ok) return judged;
  return ok({ kind: 'occlusion', columns: REGION_COLUMNS, rows: REGION_ROWS, windows });
}

async function occludeWindow(
  parts: OcclusionParts,
  packed: PackedWindow,
  origin: number,
): Promise<Result<OccludedWindow>> {
  const window = editable(packed);
  const whole = await read(parts, window);
  if (!whole.ok) return whole;
  const regions = await readWithout(parts, window, regionParts(window));
  if (!regions.ok) return regions;
  const frames = await readWithout(parts, window, sampleParts(window, packed.frames));
  if (!frames.ok) return frames;
  return ok({
    ...stretchOf(packed.frames, origin),
    scores: whole.value.scores,
    regions: scoreChanges(whole.value, regions.value),
    frames: scoreChanges(whole.value, frames.value),
    artifacts: artifactChanges(whole.value, regions.value, frames.value),
  });
}

/** What the model makes of a window. */
interface Reading {
  readonly scores: ByDimension<number>;
  readonly artifacts: readonly ArtifactProbability[];
}

/** The window read without each of the parts in turn. */
async function readWithout(
  parts: OcclusionParts,
  window: EditableWindow,
  neutralised: readonly Part[],
): Promise<Result<readonly Reading[]>> {
  const contents = { fast: meanContent(window.fast), slow: meanContent(window.slow) };
  const found: Reading[] = [];
  for (const { fastRows, slowRows } of neutralised) {
    if (parts.walk.signal?.aborted === true) return cancelled();
    const restoreFast = overwrite(window.fast, fastRows, contents.fast);
    const restoreSlow = overwrite(window.slow, slowRows, contents.slow);
    const reading = await read(parts, window);
    restoreFast();
    restoreSlow();
    if (!reading.ok) return reading;
    found.push(reading.value);
  }
  return ok(found);
}

/** For each dimension, how far each part's absence moves the score. */
function scoreChanges(whole: Reading, found: readonly Reading[]): ByDimension<readonly number[]> {
  const ids = Object.keys(whole.scores) as DimensionId[];
  return Object.fromEntries(ids.map((id) => [id, found.map(({ scores }) => scores[id]! - whole.scores[id]!)]));
}

/** The same for each fault that the whole window shows. */
function artifactChanges(whole: Reading, regions: readonly Reading[], frames: readonly Reading[]): OccludedArtifact[] {
  return whole.artifacts.flatMap(({ tag, probability }, place) => {
    if (probability < WORTH_A_LINE) return [];
    const changes = (found: readonly Reading[]) =>
      found.map(({ artifacts }) => artifacts[place]!.probability - probability);
    return [{ tag, probability, regions: changes(regions), frames: changes(frames) }];
  });
}

async function read({ model, ids, onRun }: OcclusionParts, tokens: WindowTokens): Promise<Result<Reading>> {
  const encoded = await model.encode(tokens);
  if (!encoded.ok) return encoded;
  const judged = await encoded.value.judge(ids);
  const artifacts = await encoded.value.artifacts();
  encoded.value.release();
  onRun();
  if (!judged.ok) return judged;
  return artifacts.ok ? ok({ scores: scoresOf(judged.value), artifacts: artifacts.value }) : artifacts;
}

function editable({ fast, slow, clip }: PackedWindow): EditableWindow {
  assert(fast.kind === 'cpu' && slow.kind === 'cpu', 'occlusion edits tokens that a CPU packer made');
  return { fast, slow, clip };
}
