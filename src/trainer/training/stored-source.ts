import { defined } from '../../base';
import type { ClipLabel, Split } from '../../corpus';
import { FAST_SCALE, SLOW_SCALE, openCorpus } from '../../corpus';
import type { ClipSource } from './source';

export interface StoredSource extends ClipSource {
  close(): void;
}

/** The first `clips` clips of a corpus folder. Tokens are read from disk on request. */
export function openStoredSource(folder: string, clips: number): StoredSource {
  const corpus = openCorpus(folder);
  const places: Record<Split, number[]> = { train: [], validation: [], test: [] };
  const labels: Record<Split, ClipLabel[]> = { train: [], validation: [], test: [] };
  corpus.labels.slice(0, clips).forEach((label, place) => {
    places[label.split].push(place);
    labels[label.split].push(label);
  });
  return {
    units: { fast: FAST_SCALE.map((scale) => 1 / scale), slow: SLOW_SCALE.map((scale) => 1 / scale) },
    labels: (split) => labels[split],
    clip: (split, index) => corpus.clip(defined(places[split][index], `clip ${index} of the ${split} split`)),
    close: () => corpus.close(),
  };
}

/** The same source, with the test split of another one. */
export function withTestsOf(source: StoredSource, tests: StoredSource): StoredSource {
  const of = (split: Split): StoredSource => (split === 'test' ? tests : source);
  return {
    units: source.units,
    labels: (split) => of(split).labels(split),
    clip: (split, index) => of(split).clip(split, index),
    close: () => {
      source.close();
      tests.close();
    },
  };
}

/** The same source with matched pairs: the second clips come from another source, in the same order. */
export function withPartnersOf(source: StoredSource, partners: StoredSource): StoredSource {
  return {
    ...source,
    partner: (split, index) => {
      const label = partners.labels(split)[index];
      // A source that was made for other clips has other ids at the same places.
      if (label === undefined || label.id !== source.labels(split)[index]?.id) return undefined;
      return partners.clip(split, index);
    },
    close: () => {
      source.close();
      partners.close();
    },
  };
}
