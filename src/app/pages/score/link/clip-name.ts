import type { DegradationName } from '../../../../scoring';
import { DEGRADATION_NAMES } from '../../../../scoring';
import { exampleName, exampleNameOf } from '../example';
import { SAMPLES } from '../gallery/samples';
import type { Item } from '../queue';

/** Instead of a sample's name: the link was made for an own file, which no link can carry. */
export const OWN_FILE = 'own';

interface ClipParts {
  readonly sample: string;
  /** What was done to the sample, where a degraded copy is meant. */
  readonly degradedCopy: DegradationName | undefined;
}

const CLIPS: ReadonlyMap<string, ClipParts> = new Map(
  SAMPLES.flatMap(({ name: sample }) =>
    [undefined, ...DEGRADATION_NAMES].map((degradedCopy): [string, ClipParts] => [
      nameOf(sample, degradedCopy),
      { sample, degradedCopy },
    ]),
  ),
);

function nameOf(sample: string, degradedCopy: DegradationName | undefined): string {
  return degradedCopy === undefined ? sample : `${sample}.${degradedCopy}`;
}

/** Everything that a link can call a clip: a sample, a sample's degraded copy as `hills.blur-strong`, or OWN_FILE. */
export const CLIP_NAMES: readonly string[] = [OWN_FILE, ...CLIPS.keys()];

/** Undefined for OWN_FILE. */
export function clipParts(name: string): ClipParts | undefined {
  return CLIPS.get(name);
}

/** What a link calls an item. A degraded copy of a sample is named after the sample. */
export function clipNameOf(item: Item): string {
  const sample = exampleName(item);
  if (sample !== undefined) return sample;
  const of = item.degradedCopy === undefined ? undefined : exampleNameOf(item.degradedCopy.of);
  return of === undefined ? OWN_FILE : nameOf(of, item.degradedCopy?.name);
}
