import * as v from 'valibot';
import type { Result } from '../base';
import { fail, ok } from '../base';
import type { ScoreOutcome, ScoreReport } from './report';
import { REPORT_VERSION } from './report';
import { fromSchema1 } from './report-schema-1';

const numbers = v.array(v.number());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The fields that the page and the bench use; other fields pass. The full description is public/schema/score-report.v2.json. */
const reportShape = v.looseObject({
  schema: v.literal(REPORT_VERSION),
  version: v.pipe(v.string(), v.nonEmpty()),
  video: v.string(),
  info: v.looseObject({ width: v.number(), height: v.number() }),
  dimensions: v.pipe(
    v.array(
      v.looseObject({
        id: v.string(),
        profile: v.picklist(['ultravqa', 'q-save']),
        name: v.string(),
        score: v.nullable(v.number()),
        levels: v.array(v.string()),
        probabilities: numbers,
        windowScores: numbers,
      }),
    ),
    v.minLength(1),
  ),
  artifacts: v.optional(
    v.array(v.looseObject({ tag: v.string(), words: v.string(), probability: v.number(), window: count })),
  ),
  sampling: v.looseObject({
    ratePerSecond: v.pipe(v.number(), v.gtValue(0)),
    framesDecoded: count,
    sampledFrames: count,
    duplicatedFrames: count,
    missingFrames: count,
    warnings: v.array(v.string()),
  }),
  slowfast: v.looseObject({
    options: v.looseObject({ windowFrames: count }),
    slowFrames: count,
    fastFrames: count,
    frames: v.array(v.looseObject({ index: count, instant: v.number(), pathway: v.picklist(['slow', 'fast']) })),
  }),
  windows: v.array(v.looseObject({ start: v.number(), end: v.number(), sampledFrames: count })),
  judge: v.looseObject({ kind: v.string(), name: v.string(), version: v.string(), provider: v.string() }),
  timings: v.looseObject({ total: v.number() }),
  warnings: v.array(v.string()),
});

/** What stands in an array of reports for a file that could not be scored. */
const failureShape = v.looseObject({ video: v.string(), error: v.looseObject({ message: v.string() }) });

/**
 * Reads a report from untrusted JSON, of schema 1 or 2. Fails with `report-invalid`, naming the first field that is wrong
 * or the schema that is too new.
 */
export function readReport(json: unknown): Result<ScoreReport> {
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined;
  if (typeof schema === 'number' && schema > REPORT_VERSION) {
    return fail(
      'report-invalid',
      `This report has schema ${schema}; this Slowglass reads up to ${REPORT_VERSION}. Use a newer Slowglass.`,
    );
  }
  const parsed = v.safeParse(reportShape, schema === 1 ? fromSchema1(json as Readonly<Record<string, unknown>>) : json);
  if (parsed.success) return ok(parsed.output as unknown as ScoreReport);
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'the top level';
  return fail('report-invalid', `This is no Slowglass report (${where}: ${issue.message}). Score the video again.`);
}

/** Reads one entry of a file of reports: a report, or a file that could not be scored. Fails as `readReport` does. */
export function readOutcome(json: unknown): Result<ScoreOutcome> {
  return v.is(failureShape, json) ? ok(json as unknown as ScoreOutcome) : readReport(json);
}
