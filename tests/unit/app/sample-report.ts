import type { Item } from '../../../src/app/pages/score/queue';
import { queuedItem } from '../../../src/app/pages/score/queue';
import type { ScoreReport } from '../../../src/scoring/report';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';

/** A small report for tests of the page: one judged dimension, one that needs text, three frames. */
export function sampleReport(changes: Partial<ScoreReport> = {}): ScoreReport {
  return {
    schema: 2,
    version: '0.2.0',
    video: 'clip.mp4',
    info: {
      container: 'mp4',
      demuxer: 'mp4box',
      codec: 'avc1.64001f',
      width: 640,
      height: 360,
      rotation: 0,
      durationSeconds: 0.375,
      frameRate: 24,
      frameCount: 9,
      colour: { matrix: 'bt601', fullRange: false },
      bytes: 12_345,
    },
    dimensions: [
      {
        id: 'visual-quality',
        profile: 'q-save',
        name: 'Visual quality',
        score: 3.7,
        spread: 0.64,
        rating: 'Good',
        levels: ['Bad', 'Poor', 'Fair', 'Good', 'Excellent'],
        probabilities: [0, 0.05, 0.25, 0.65, 0.05],
        windowScores: [3.7],
      },
      {
        id: 'text-alignment',
        profile: 'q-save',
        name: 'Text alignment',
        score: null,
        spread: null,
        rating: null,
        levels: [],
        probabilities: [],
        windowScores: [],
        unavailable: 'Needs a text model.',
      },
    ],
    sampling: {
      ratePerSecond: 8,
      framesDecoded: 9,
      framesExpected: 9,
      sampledFrames: 3,
      duplicatedFrames: 1,
      missingFrames: 0,
      warnings: [],
    },
    slowfast: {
      options: DEFAULT_SLOWFAST,
      backend: 'cpu',
      reason: 'There is no GPU here.',
      slowFrames: 2,
      fastFrames: 1,
      frames: [
        { index: 0, instant: 0, timestamp: 0, pathway: 'slow', similarity: 1, duplicate: false },
        { index: 1, instant: 0.125, timestamp: 0.1, pathway: 'slow', similarity: 0.42, duplicate: false },
        { index: 2, instant: 0.25, timestamp: 0.1, pathway: 'fast', similarity: 1, duplicate: true },
      ],
    },
    windows: [{ start: 0, end: 0.25, sampledFrames: 3, tokensPerSlowFrame: 52, tokensSpent: 120 }],
    judge: {
      kind: 'compact',
      name: 'test',
      version: '1',
      sha256: 'f'.repeat(64),
      provider: 'wasm',
      reason: 'There is no GPU here.',
    },
    timings: { total: 10, decode: 4, slowfast: 3, model: 3 },
    warnings: [],
    ...changes,
  };
}

export function sampleItem(changes: Partial<Item> = {}): Item {
  return { ...queuedItem('a', 'clip.mp4', 12_345), ...changes };
}
