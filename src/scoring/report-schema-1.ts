/** A JSON object of which nothing is known yet. */
type Json = Readonly<Record<string, unknown>>;

/** Slowglass 0.1.0 is the only version that wrote schema 1; its reports do not name it. */
const SCHEMA_1_VERSION = '0.1.0';

/** Fields of schema 1 that have another name in schema 2, by the object that they stand in. */
const REPORT_FIELDS = { faults: 'artifacts', twin: 'degradedCopy', model: 'judge' };
const SAMPLING_FIELDS = {
  momentsSampled: 'sampledFrames',
  momentsDuplicated: 'duplicatedFrames',
  momentsMissing: 'missingFrames',
};
const WINDOW_FIELDS = { moments: 'sampledFrames' };
const OPTION_FIELDS = { windowMoments: 'windowFrames' };

/** A report of schema 1 in the field names of schema 2. No number changes. The only place that knows the old names. */
export function fromSchema1(report: Json): Json {
  const { sampling, slowfast, windows, model } = report;
  return renamed(
    {
      ...report,
      schema: 2,
      version: SCHEMA_1_VERSION,
      ...(isJson(sampling) ? { sampling: renamed(sampling, SAMPLING_FIELDS) } : {}),
      ...(isJson(slowfast) && isJson(slowfast['options'])
        ? { slowfast: { ...slowfast, options: renamed(slowfast['options'], OPTION_FIELDS) } }
        : {}),
      // Schema 1 knew only the compact judge.
      ...(isJson(model) ? { model: { kind: 'compact', ...model } } : {}),
      ...(Array.isArray(windows)
        ? { windows: windows.map((each: unknown) => (isJson(each) ? renamed(each, WINDOW_FIELDS) : each)) }
        : {}),
    },
    REPORT_FIELDS,
  );
}

function renamed(object: Json, names: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names[name] ?? name, value]));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
