import type { TwinName } from '../../scoring/twin/twin-name';
import { TWIN_NAMES } from '../../scoring/twin/twin-name';
import { exampleName, exampleNameOf } from '../example';
import { SAMPLES } from '../gallery/samples';
import type { Item } from '../queue';

/** In the place of a sample's name: the maker of the link looked at a file of their own, which no link can carry. */
export const OWN_FILE = 'own';

interface ClipParts {
  readonly sample: string;
  /** What was done to the sample, where its degraded twin is meant. */
  readonly twin: TwinName | undefined;
}

const CLIPS: ReadonlyMap<string, ClipParts> = new Map(
  SAMPLES.flatMap(({ name: sample }) =>
    [undefined, ...TWIN_NAMES].map((twin): [string, ClipParts] => [nameOf(sample, twin), { sample, twin }]),
  ),
);

function nameOf(sample: string, twin: TwinName | undefined): string {
  return twin === undefined ? sample : `${sample}.${twin}`;
}

/** Everything that a link can call a clip: a sample, a sample's twin as `hills.blur-strong`, or OWN_FILE. */
export const CLIP_NAMES: readonly string[] = [OWN_FILE, ...CLIPS.keys()];

/** Undefined for OWN_FILE. */
export function clipParts(name: string): ClipParts | undefined {
  return CLIPS.get(name);
}

/** What a link calls an item. A twin has its clip's name as long as that clip is a sample. */
export function clipNameOf(item: Item): string {
  const sample = exampleName(item);
  if (sample !== undefined) return sample;
  const of = item.twin === undefined ? undefined : exampleNameOf(item.twin.of);
  return of === undefined ? OWN_FILE : nameOf(of, item.twin?.name);
}
