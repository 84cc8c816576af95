import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { describe, expect, test } from 'vitest';
import type { Vote } from '../../../src/statistics/preference';
import { fourWayMatch } from '../../../src/statistics/preference';
import { meanRatings, ratingsOf } from '../../../src/statistics/ratings';
import { dataFolder } from '../../fixtures/data';
import { ownMetrics } from './own-metrics';

/** Published human scores and votes, with the published metrics. */
const tables = join(dataFolder() ?? '', 'tables');
const FETV = join(tables, 'fetv_scores', 'fetv_joined.csv');
const GENAI = join(tables, 'genai_bench_votes', 'results', 'video_generation');

describe.skipIf(!existsSync(FETV))('FETV (skipped without the data folder)', () => {
  test.each([
    { metric: 'CLIPScore', rho: '0.243', tau: '0.177' },
    { metric: 'CLIPScore-ft', rho: '0.309', tau: '0.224' },
    { metric: 'BLIPScore', rho: '0.322', tau: '0.235' },
    { metric: 'Otter-VQA', rho: '0.114', tau: '0.081' },
    { metric: 'UMTScore', rho: '0.425', tau: '0.309' },
  ])('$metric agrees with three raters by Spearman $rho and tau-c $tau', ({ metric, rho, tau }) => {
    const rows = csvParse(readFileSync(FETV, 'utf8'));
    const raters = [0, 1, 2].map((rater) => rows.map((row) => Number(row[`alignment_h${rater}`])));
    const human = meanRatings(ratingsOf(raters)).mean;
    const predicted = rows.map((row) => Number(row[metric]));
    const metrics = ownMetrics(predicted, human);
    expect(metrics.srcc!.toFixed(3)).toBe(rho);
    expect(metrics.krccC!.toFixed(3)).toBe(tau);
  });
});

describe.skipIf(!existsSync(GENAI))('GenAI-Bench (skipped without the data folder)', () => {
  const HUMAN: Readonly<Record<string, Vote>> = {
    leftvote: 'left',
    rightvote: 'right',
    tievote: 'tie',
    bothbad_vote: 'both-bad',
  };
  const MODEL: Readonly<Record<string, Vote>> = {
    '[[A>B]]': 'left',
    '[[B>A]]': 'right',
    '[[A=B=Good]]': 'tie',
    '[[A=B=Bad]]': 'both-bad',
  };

  test.each([
    { model: 'gpt4o', percent: '48.46' },
    { model: 'gemini-1.5-pro', percent: '46.21' },
  ])('$model says exactly what people say in $percent % of pairs', ({ model, percent }) => {
    const file = join(GENAI, model, 'pairwise.json');
    const rows = JSON.parse(readFileSync(file, 'utf8')) as { human_vote: string; model_vote: string | null }[];
    const human = rows.map((row) => HUMAN[row.human_vote]!);
    const { accuracy, n } = fourWayMatch(
      human,
      rows.map((row) => MODEL[row.model_vote ?? '']),
    );
    expect(n).toBe(1069);
    expect((100 * accuracy!).toFixed(2)).toBe(percent);
  });
});
