import { basename } from 'node:path';
import Table from 'cli-table3';
import type { ProfileId } from '../quality';
import { PROFILES, dimensionsOf } from '../quality';
import type { DimensionScore, ScoreOutcome, ScoreReport } from '../scoring';
import { isFailure } from '../scoring';

/** The terminal output: a table for each profile, then failures, rationales, warnings, and where the judge ran. */
export function renderOutcomes(outcomes: readonly ScoreOutcome[]): string {
  const reports = outcomes.filter((outcome): outcome is ScoreReport => !isFailure(outcome));
  const parts = profilesOf(reports).map((profile) => profileTable(profile, reports));
  const failures = outcomes.filter(isFailure).map(({ video, error }) => `${video}: ${error.message} [${error.code}]`);
  const warnings = reports.flatMap(({ video, warnings: list }) =>
    list.map((warning) => `${basename(video)}: ${warning}`),
  );
  const rationales = reports.flatMap(({ video, dimensions }) =>
    dimensions.flatMap(({ name, rationale }) =>
      rationale === undefined ? [] : [`${basename(video)}, ${name.toLowerCase()}: ${rationale.text}`],
    ),
  );
  return [
    ...parts,
    section('Not scored', failures),
    section('Rationales', rationales),
    section('Warnings', warnings),
    section('Ran on', [...new Set(reports.map(whereItRan))]),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function profilesOf(reports: readonly ScoreReport[]): ProfileId[] {
  const present = new Set(reports.flatMap(({ dimensions }) => dimensions.map(({ profile }) => profile)));
  return (Object.keys(PROFILES) as ProfileId[]).filter((profile) => present.has(profile));
}

function profileTable(profile: ProfileId, reports: readonly ScoreReport[]): string {
  const { name, judges } = PROFILES[profile];
  const dimensions = dimensionsOf(profile);
  const table = new Table({
    head: ['Video', ...dimensions.map((each) => each.name.replace(' quality', '')), 'Frames'],
    colAligns: ['left', ...dimensions.map(() => 'right' as const), 'right'],
    style: { head: [], border: [] },
  });
  for (const report of reports) {
    const cells = dimensions.map(({ id }) => cell(report.dimensions.find((each) => each.id === id)));
    table.push([basename(report.video), ...cells, framesCell(report)]);
  }
  return `${name}: judges ${judges}, 1 (worst) to 5 (best)\n${table.toString()}`;
}

function cell(dimension: DimensionScore | undefined): string {
  if (dimension === undefined) return '';
  if (dimension.score === null) return dimension.unavailable ?? 'no score';
  return `${dimension.score.toFixed(2)} ${dimension.rating ?? ''}`;
}

function framesCell({ sampling: { framesDecoded, framesExpected } }: ScoreReport): string {
  return `${framesDecoded} of ${framesExpected ?? '?'}`;
}

function whereItRan({ judge, slowfast }: ScoreReport): string {
  return `${judge.name} ${judge.version} on ${judge.provider}: ${judge.reason} Packed on ${slowfast.backend}.`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
