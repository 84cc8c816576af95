import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { ArtifactProbability, TokenJudge, WindowTokens } from '../../judges';
import type { DimensionId } from '../../quality';
import { LEAST_REPORTED_PROBABILITY } from '../../quality';
import type { PackedWindow, Packer } from '../../slowfast';
import type { SampleLoop } from '../each-sampled-frame';
import { eachSampledFrame } from '../each-sampled-frame';
import { checkCancelled } from '../endings';
import type { ByDimension, OccludedArtifact, OccludedWindow, OcclusionMap } from './inspection';
import type { EditableWindow, Part } from './neutralise';
import { meanContent, sampleParts, overwrite, REGION_COLUMNS, REGION_ROWS, regionParts } from './neutralise';
import { scoresOf, stretchOf } from './windows';

export interface OcclusionParts {
  readonly loop: SampleLoop;
  readonly judge: TokenJudge;
  readonly ids: readonly DimensionId[];
  /** A CPU packer: tokens are edited in memory. Disposed of by the caller. */
  readonly packer: Packer;
  /** Called after each run of the judge, so that a watchdog sees progress. */
  readonly onRun: () => void;
}

/**
 * Occlusion: each region of the picture in turn, and each sampled frame, is overwritten in a window's tokens by the
 * window's mean token, and the window is scored again. Places, times and the window's features stay. The changes show
 * what this judge's scores and artifacts depend on, not what people see.
 *
 * A window of n sampled frames costs 17 + n readings. Only the scores of a window are kept.
 */
export async function occlude(parts: OcclusionParts): Promise<Result<OcclusionMap>> {
  const { loop, packer } = parts;
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
  const sampled = await eachSampledFrame(loop, async (sample) => {
    const packed = await packer.push(sample);
    return packed.ok ? judge(packed.value) : packed;
  });
  if (!sampled.ok) return sampled;
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

interface Scored {
  readonly scores: ByDimension<number>;
  readonly artifacts: readonly ArtifactProbability[];
}

/** The window read without each of the parts in turn. */
async function readWithout(
  parts: OcclusionParts,
  window: EditableWindow,
  neutralised: readonly Part[],
): Promise<Result<readonly Scored[]>> {
  const contents = { fast: meanContent(window.fast), slow: meanContent(window.slow) };
  const found: Scored[] = [];
  for (const { fastRows, slowRows } of neutralised) {
    const running = checkCancelled(parts.loop.signal);
    if (!running.ok) return running;
    const restoreFast = overwrite(window.fast, fastRows, contents.fast);
    const restoreSlow = overwrite(window.slow, slowRows, contents.slow);
    const scored = await read(parts, window);
    restoreFast();
    restoreSlow();
    if (!scored.ok) return scored;
    found.push(scored.value);
  }
  return ok(found);
}

/** For each dimension, the change of the score without each part. */
function scoreChanges(whole: Scored, found: readonly Scored[]): ByDimension<readonly number[]> {
  const ids = Object.keys(whole.scores) as DimensionId[];
  return Object.fromEntries(ids.map((id) => [id, found.map(({ scores }) => scores[id]! - whole.scores[id]!)]));
}

/** The same for each artifact that the whole window shows. */
function artifactChanges(whole: Scored, regions: readonly Scored[], frames: readonly Scored[]): OccludedArtifact[] {
  return whole.artifacts.flatMap(({ tag, probability }, place) => {
    if (probability < LEAST_REPORTED_PROBABILITY) return [];
    const changes = (found: readonly Scored[]) =>
      found.map(({ artifacts }) => artifacts[place]!.probability - probability);
    return [{ tag, probability, regions: changes(regions), frames: changes(frames) }];
  });
}

async function read({ judge, ids, onRun }: OcclusionParts, tokens: WindowTokens): Promise<Result<Scored>> {
  const reading = await judge.read(tokens);
  if (!reading.ok) return reading;
  const judged = await reading.value.judge({ dimensions: ids });
  reading.value.release();
  onRun();
  if (!judged.ok) return judged;
  const { distributions, artifacts } = judged.value;
  return ok({ scores: scoresOf(distributions), artifacts });
}

function editable({ fast, slow, clip }: PackedWindow): EditableWindow {
  assert(fast.kind === 'cpu' && slow.kind === 'cpu', 'occlusion edits tokens that a CPU packer made');
  return { fast, slow, clip };
}
