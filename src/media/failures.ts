import type { Failure } from '../base';
import { fail } from '../base';

/** The remedy for a codec that nothing here can decode. */
export const CODEC_REMEDY = 're-encode the video to H.264, VP9 or AV1.';

/** The remedy for a limit of this browser. Re-encoding would not help. */
export const BROWSER_REMEDY =
  'try another browser such as Chrome or Edge, or score the file on the command line (npm run score).';

type Failed = { ok: false; error: Failure };

/** `what` continues "The file is damaged: ". */
export function damaged(what: string): Failed {
  return fail('damaged-file', `The file is damaged: ${what}; export or download it again.`);
}

/** The failure behind an error thrown while reading: the file changed or vanished, or else it is damaged. */
export function readFailure(error: unknown, what: string): Failed {
  const gone = error instanceof DOMException && error.name === 'NotReadableError';
  return gone
    ? fail('unreadable-file', 'The file changed or cannot be read any more; choose it again.')
    : damaged(what);
}

export function cancelled(): Failed {
  return fail('cancelled', 'Cancelled.');
}
