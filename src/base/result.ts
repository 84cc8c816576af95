/** An expected failure: a stable code for programs and one sentence for people that names the remedy. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** Every expected way a run can fail. Codes are part of the report format: add, never rename. */
export type FailureCode =
  | 'empty-file'
  | 'unknown-container'
  | 'damaged-file'
  | 'no-video-track'
  | 'encrypted'
  | 'unsupported-codec'
  | 'no-frames'
  | 'unreadable-file'
  | 'too-large'
  | 'stalled'
  | 'cancelled'
  | 'model-missing'
  | 'model-invalid'
  | 'model-hash-mismatch'
  | 'model-failed'
  | 'no-webgpu'
  | 'gpu-lost'
  | 'endpoint-unreachable'
  | 'endpoint-refused'
  | 'endpoint-answer'
  | 'invalid-option'
  | 'report-invalid'
  | 'internal';

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, message: string): { ok: false; error: Failure } {
  return { ok: false, error: { code, message } };
}
