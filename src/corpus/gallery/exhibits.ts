import { createRandom } from '../../base';
import type { ContentItem } from '../content';
import { DISTORTION_TYPES } from '../distortions/index';
import type { DistortionType } from '../distortions/distortion-type';
import type { ClipPlan, DistortionPlan, Source } from '../plan';
import { planClip } from '../plan';
import { SCENE_FAMILIES } from '../scenes/index';

/** One clip of the gallery and its heading. */
export interface Exhibit {
  readonly group: 'family' | 'distortionType';
  readonly name: string;
  readonly plan: ClipPlan;
}

const SIZE = { width: 320, height: 208, rate: 12, frames: 28 } as const;
const SEVERITIES = [0.3, 0.65, 1] as const;
/** Frame diagonals per second: still, slow, fast and very fast. */
const PACES = [0.02, 0.12, 0.35, 0.9] as const;
const CLEAN = { palette: 0, rateFactor: 0, rescale: 1, oversize: 1 } as const;

/** Families at several paces without distortion, then every distortion at several levels on suitable scenes. */
export function planExhibits(seed: string | number, content: readonly ContentItem[]): Exhibit[] {
  let index = 0;
  const exhibit = (group: Exhibit['group'], name: string, change: Partial<ClipPlan>): Exhibit => {
    const plan = planClip(`${seed}/gallery`, index++, []);
    return { group, name, plan: { ...plan, ...SIZE, augmentation: CLEAN, distortions: [], ...change } };
  };
  const families = sourcesOf(content).flatMap(({ name, sources }) =>
    PACES.map((pace, i) => exhibit('family', name, { source: sources[i % sources.length]!, pace })),
  );
  const grounds = sourcesOf(content).flatMap(({ sources }) => sources.slice(0, 2));
  const subjects = grounds.filter(hasSubject);
  const distortionTypes = DISTORTION_TYPES.flatMap((distortionType, d) =>
    SEVERITIES.map((severity, i) => {
      const stock = distortionType.needs === 'subject' ? subjects : grounds;
      const source = stock[(d * 5 + i * 7) % stock.length]!;
      return exhibit('distortionType', distortionType.id, {
        source,
        pace: 0.2,
        distortions: [distortionOf(distortionType, severity, i)],
      });
    }),
  );
  return [...families, ...distortionTypes];
}

function distortionOf(distortionType: DistortionType, severity: number, number: number): DistortionPlan {
  const random = createRandom(`${distortionType.id}/${number}`);
  const local = distortionType.reach === 'part' || (distortionType.reach === 'either' && number === 1);
  const place = local ? { x: random.uniform(0.3, 0.7), y: random.uniform(0.3, 0.7), rx: 0.3, ry: 0.4 } : undefined;
  return { distortionType: distortionType.id, severity, place, from: 0, to: 1 };
}

function hasSubject(source: Source): boolean {
  if (source.kind === 'scene') return SCENE_FAMILIES.find(({ id }) => id === source.family)?.subject === true;
  return source.kind === 'collage';
}

function sourcesOf(content: readonly ContentItem[]): { name: string; sources: Source[] }[] {
  const found: { name: string; sources: Source[] }[] = SCENE_FAMILIES.map(({ id }) => ({
    name: id,
    sources: [{ kind: 'scene', family: id }],
  }));
  const photos = content.filter((item) => item.kind === 'photo');
  const videos = content.filter((item) => item.kind === 'video');
  const four = <T>(items: readonly T[], make: (item: T, k: number) => Source): Source[] =>
    PACES.map((_, k) => make(items[(k * 7) % items.length]!, k));
  if (photos.length > 2) {
    found.push({ name: 'photo', sources: four(photos, (photo) => ({ kind: 'photo', photo })) });
    const others = (k: number): ContentItem[] => [1, 2].map((n) => photos[(k * 7 + n * 3) % photos.length]!);
    found.push({
      name: 'collage',
      sources: four(photos, (photo, k) => ({ kind: 'collage', photo, others: others(k) })),
    });
  }
  if (videos.length > 0) found.push({ name: 'recut', sources: four(videos, (video) => ({ kind: 'recut', video })) });
  return found;
}
