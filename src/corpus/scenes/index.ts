import { cartoon } from './cartoon';
import { city } from './city';
import { closeup } from './closeup';
import { crowd } from './crowd';
import { landscape } from './landscape';
import { plants } from './plants';
import { portrait, selfie } from './portrait';
import { road } from './road';
import type { SceneFamily } from './scene';
import { slide } from './slide';
import { smoke } from './smoke';
import { solids } from './solids';
import { swarm } from './swarm';
import { walkers } from './walkers';
import { water } from './water';

/** Every procedural family. Add a new one to this list only. */
export const SCENE_FAMILIES: readonly SceneFamily[] = [
  landscape,
  walkers,
  crowd,
  portrait,
  selfie,
  water,
  smoke,
  city,
  road,
  closeup,
  slide,
  plants,
  swarm,
  solids,
  cartoon,
];

export function sceneFamily(id: string): SceneFamily {
  const found = SCENE_FAMILIES.find((family) => family.id === id);
  if (found === undefined) throw new RangeError(`unknown scene family: ${id}`);
  return found;
}
