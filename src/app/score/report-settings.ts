import type { ScoreReport } from '../../scoring/report';
import type { Chart } from '../charts/chart';

/** What made a report's numbers, short enough for the metadata of a picture and the foot of a page. */
export function reportSettings({ model, sampling, slowfast }: ScoreReport): Readonly<Record<string, string | number>> {
  const { measure, patchCosine, lumaDifference, frameSimilarity } = slowfast.options;
  return {
    model: `${model.name} ${model.version}`,
    model_sha256: model.sha256,
    provider: model.provider,
    rate_per_second: sampling.ratePerSecond,
    frames_decoded: sampling.framesDecoded,
    frame_similarity: frameSimilarity,
    measure,
    ...(measure === 'cosine' ? { patch_cosine: patchCosine } : { luma_difference: lumaDifference }),
  };
}

/** A chart of a report whose exported picture says what made the report. */
export function chartOfReport(chart: Chart, report: ScoreReport): Chart {
  return { ...chart, settings: { ...reportSettings(report), ...chart.settings } };
}
