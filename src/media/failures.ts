import { fail, type Failure } from '../base/result';

/** What somebody can do about a codec that this machine cannot decode. */
export const CODEC_REMEDY = 're-encode the video to H.264, VP9 or AV1.';

type Failed = { ok: false; error: Failure };

/** `what` continues "The file is damaged: ". */
export function damaged(what: string): Failed {
  return fail('damaged-file', `The file is damaged: ${what}; export or download it again.`);
}

export function cancelled(): Failed {
  return fail('cancelled', 'Cancelled.');
}
