import type { Failure } from '../base';
import { fail } from '../base';

/** What somebody can do about a codec that is not decoded anywhere here. */
export const CODEC_REMEDY = 're-encode the video to H.264, VP9 or AV1.';

/** What somebody can do about what this browser cannot do. Re-encoding would not help: the file is not to blame. */
export const BROWSER_REMEDY =
  'try another browser such as Chrome or Edge, or score the file on the command line (npm run score).';

type Failed = { ok: false; error: Failure };

/** `what` continues "The file is damaged: ". */
export function damaged(what: string): Failed {
  return fail('damaged-file', `The file is damaged: ${what}; export or download it again.`);
}

/** What an error thrown while reading means: a file that went away under us, or else a damaged one. */
export function readFailure(error: unknown, what: string): Failed {
  const gone = error instanceof DOMException && error.name === 'NotReadableError';
  return gone
    ? fail('unreadable-file', 'The file changed or cannot be read any more; choose it again.')
    : damaged(what);
}

export function cancelled(): Failed {
  return fail('cancelled', 'Cancelled.');
}
