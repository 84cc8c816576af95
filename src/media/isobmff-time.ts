import type { ISOFile } from 'mp4box';
import { REBASE_SECONDS } from './demuxed';

type Track = ISOFile['moov']['traks'][number];

/** How a track's own clock becomes presentation time: (time - mediaTime) / timescale + delay seconds. */
export interface Edit {
  /** In the track's timescale. */
  readonly mediaTime: number;
  readonly delay: number;
  readonly warning: string | undefined;
}

const EMPTY_EDIT = -1;

/** The edit list's first real edit, after the empty ones before it (ISO/IEC 14496-12, 8.6.6). */
export function readEdit(file: ISOFile, track: Track): Edit {
  const entries = track.edts?.elst?.entries ?? [];
  const movieScale = file.moov.mvhd.timescale > 0 ? file.moov.mvhd.timescale : 1000;
  let delay = 0;
  for (const [index, entry] of entries.entries()) {
    if (entry.media_time === EMPTY_EDIT) {
      delay += entry.segment_duration / movieScale;
      continue;
    }
    const more = entries.slice(index + 1).some((other) => other.media_time !== EMPTY_EDIT);
    const warning = more
      ? 'The file has an edit list with several edits; only the start of the first one is applied.'
      : undefined;
    return { mediaTime: entry.media_time, delay, warning };
  }
  const timescale = track.mdia.mdhd.timescale;
  const first = track.samples.reduce((earliest, sample) => Math.min(earliest, sample.cts), Infinity);
  if (!(first / timescale > REBASE_SECONDS)) return { mediaTime: 0, delay, warning: undefined };
  const warning = `The first frame's time stamp is ${(first / timescale).toFixed(1)} s; time is counted from there.`;
  return { mediaTime: first, delay, warning };
}

/**
 * Moves each fragment to its stated decode time (tfdt). mp4box reads only the first fragment's and appends the others,
 * which removes the gaps of a paused recording.
 */
export function placeFragments(file: ISOFile, track: Track): void {
  let shift = 0;
  let fragment = -1;
  let nth = 0;
  for (const sample of track.samples) {
    if (sample.moof_number === undefined) continue;
    if (sample.number_in_traf === 0) {
      nth = sample.moof_number === fragment ? nth + 1 : 0;
      fragment = sample.moof_number;
      const own = file.moofs[fragment - 1]?.trafs.filter((traf) => traf.tfhd.track_id === sample.track_id)[nth];
      const stated = own?.tfdt?.baseMediaDecodeTime;
      shift = stated === undefined ? shift : stated - sample.dts;
    }
    sample.dts += shift;
    sample.cts += shift;
  }
}
