import type { Failure, Result } from '../base';
import { fail, ok } from '../base';
import type { Demuxed } from './demuxed';
import { cancelled } from './failures';
import { HeldPicture, type FrameStyle } from './held-picture';
import { PacketTap } from './packet-tap';
import type { VideoPlatform } from './platform';
import { Sampler, type ShownFrame } from './sampling';
import type { SampledFrame, SamplingOptions, SamplingSummary } from './video';

/**
 * Demuxes, decodes and samples in one pass. Frames that were decoded before a failure are used, and the failure becomes
 * a warning. Where no frame was decoded, the walk fails.
 */
export async function* walkFrames(
  demuxed: Demuxed,
  platform: VideoPlatform,
  options: SamplingOptions,
): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined> {
  const { ratePerSecond, signal, onProgress } = options;
  const warnings = new Set<string>(demuxed.warnings);
  const style: FrameStyle = {
    rotation: demuxed.rotation,
    colour: demuxed.colour,
    size: undefined,
    warn: (sentence) => void warnings.add(sentence),
  };
  const sampler = new Sampler<HeldPicture>(ratePerSecond, (picture) => picture.close());
  const tap = new PacketTap(demuxed.config.codec);
  const expected = expectedFrames(demuxed);
  let decoded = 0;
  let failure: Failure | undefined;
  const summary = (): SamplingSummary =>
    summarise({ ratePerSecond, sampler, tap, demuxed, decoded, failure, warnings });

  const pictures = platform.decode(demuxed.config, tap.through(demuxed.packets()), demuxed.colour);
  try {
    for await (const picture of pictures) {
      if (signal?.aborted === true) {
        if (picture.ok) picture.value.close();
        yield cancelled();
        return summary();
      }
      if (!picture.ok) {
        failure = picture.error;
        break;
      }
      decoded++;
      onProgress?.(decoded, expected);
      const { timestamp } = picture.value;
      const held = new HeldPicture(picture.value, tap.durationOf(timestamp) / 1e6, style);
      for (const shown of sampler.push(held)) {
        const sample = await copyFrames(shown);
        yield sample;
        if (!sample.ok) return summary();
      }
      if (sampler.brokenClock) break;
    }
    if (decoded === 0) {
      yield nothingDecoded(failure, tap);
      return summary();
    }
    for (const shown of sampler.finish(demuxed.statedEnd)) {
      const sample = signal?.aborted === true ? cancelled() : await copyFrames(shown);
      yield sample;
      if (!sample.ok) return summary();
    }
    return summary();
  } finally {
    sampler.close();
    await pictures.return(undefined);
  }
}

async function copyFrames(shown: ShownFrame<HeldPicture>): Promise<Result<SampledFrame>> {
  const frame = await shown.frame.planar();
  if (!frame.ok) return frame;
  const previous = await shown.previous?.planar();
  if (previous?.ok === false) return previous;
  const beforePrevious = await shown.beforePrevious?.planar();
  if (beforePrevious?.ok === false) return beforePrevious;
  return ok({
    index: shown.index,
    instant: shown.instant,
    frame: frame.value,
    previous: previous?.value,
    beforePrevious: beforePrevious?.value,
    duplicate: shown.duplicate,
  });
}

/** The number of frames for the progress display: the stated one, or an estimate from rate and duration. */
function expectedFrames(demuxed: Demuxed): number | undefined {
  const { frameCount, frameRate, durationSeconds } = demuxed;
  if (frameCount !== undefined) return frameCount;
  if (frameRate === undefined || durationSeconds === undefined) return undefined;
  return Math.max(1, Math.round(frameRate * durationSeconds));
}

function nothingDecoded(failure: Failure | undefined, tap: PacketTap): Result<SampledFrame> {
  if (failure !== undefined) return { ok: false, error: failure };
  if (tap.shown > 0 && tap.skipped === tap.shown) {
    return fail('no-frames', 'The video has no key frame to start decoding from; re-encode it.');
  }
  if (tap.shown > 0) {
    return fail('no-frames', 'None of the video’s frames could be decoded; the file is damaged, export it again.');
  }
  return fail('no-frames', 'The video track holds no frames; export the video again.');
}

interface Walked {
  readonly ratePerSecond: number;
  readonly sampler: Sampler<HeldPicture>;
  readonly tap: PacketTap;
  readonly demuxed: Demuxed;
  readonly decoded: number;
  readonly failure: Failure | undefined;
  readonly warnings: Set<string>;
}

function summarise(walked: Walked): SamplingSummary {
  const { sampler, tap, demuxed, decoded, failure } = walked;
  const expected = demuxed.frameCount ?? (tap.complete && failure === undefined ? tap.shown : undefined);
  const warnings = [...walked.warnings];
  if (tap.skipped > 0 && decoded > 0) {
    warnings.push(`The first ${tap.skipped} frames precede any key frame and cannot be decoded.`);
  }
  const short = expected !== undefined && decoded < expected - tap.skipped;
  if (short && tap.complete) {
    warnings.push(`Some frames could not be decoded: ${decoded} of ${expected} were judged.`);
  } else if (short || failure !== undefined) {
    warnings.push(`The video ends early: ${decoded} of ${expected ?? 'an unknown number of'} frames were decoded.`);
  } else if (demuxed.truncated) {
    warnings.push(`The file is truncated: it ends after ${decoded} frames.`);
  }
  if (sampler.outOfOrder > 0) {
    warnings.push(`${sampler.outOfOrder} frames were out of order and were left out.`);
  }
  if (sampler.brokenClock) {
    warnings.push('The time stamps jump by more than ten minutes; only the part before the jump is judged.');
  }
  return {
    ratePerSecond: walked.ratePerSecond,
    framesDecoded: decoded,
    framesExpected: expected,
    sampledFrames: sampler.sampled,
    duplicatedFrames: sampler.duplicated,
    missingFrames: sampler.missing,
    warnings,
  };
}
