import type { ScoreReport } from '../../../../scoring';
import type { Chart } from '../../../../charts';

/** The settings of a report, short enough for the metadata of a picture and the foot of a page. */
export function reportSettings({ judge, sampling, slowfast }: ScoreReport): Readonly<Record<string, string | number>> {
  const { measure, patchCosine, lumaDifference, frameSimilarity } = slowfast.options;
  return {
    model: `${judge.name} ${judge.version}`,
    model_sha256: judge.sha256,
    provider: judge.provider,
    rate_per_second: sampling.ratePerSecond,
    frames_decoded: sampling.framesDecoded,
    frame_similarity: frameSimilarity,
    measure,
    ...(measure === 'cosine' ? { patch_cosine: patchCosine } : { luma_difference: lumaDifference }),
  };
}

/** A chart of a report. Its exported picture carries the settings of the report. */
export function chartOfReport(chart: Chart, report: ScoreReport): Chart {
  return { ...chart, settings: { ...reportSettings(report), ...chart.settings } };
}

/** A chart of two reports: common settings once, different ones for each. */
export function chartOfComparison(chart: Chart, first: ScoreReport, second: ScoreReport): Chart {
  const [one, other] = [reportSettings(first), reportSettings(second)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const settings = [...names].flatMap((name): (readonly [string, string | number])[] =>
    one[name] === other[name]
      ? [[name, one[name]!]]
      : [...entryOf(`first_${name}`, one[name]), ...entryOf(`second_${name}`, other[name])],
  );
  return { ...chart, settings: { ...Object.fromEntries(settings), ...chart.settings } };
}

/** A setting that only one of the reports has (the threshold of its measure) is left out for the other. */
function entryOf(name: string, value: string | number | undefined): readonly (readonly [string, string | number])[] {
  return value === undefined ? [] : [[name, value]];
}
