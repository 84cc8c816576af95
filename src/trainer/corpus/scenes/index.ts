import { city } from './city';
import { closeup } from './closeup';
import { landscape } from './landscape';
import { plants } from './plants';
import type { SceneFamily } from './scene';
import { slide } from './slide';
import { solids } from './solids';
import { swarm } from './swarm';
import { walkers } from './walkers';
import { water } from './water';

/** Every procedural family. A new one is added to this list and nowhere else. */
export const SCENE_FAMILIES: readonly SceneFamily[] = [
  landscape,
  walkers,
  water,
  city,
  closeup,
  slide,
  plants,
  swarm,
  solids,
];

export function sceneFamily(id: string): SceneFamily {
  const found = SCENE_FAMILIES.find((family) => family.id === id);
  if (found === undefined) throw new RangeError(`unknown scene family: ${id}`);
  return found;
}
