import { borders, highlights, snow } from './borders';
import { illegibleComposition, specialEffects } from './composition';
import { blocking } from './compression';
import { sceneJump, transition } from './cuts';
import type { DistortionType } from './distortion-type';
import { dynamicEffect, toonFilter } from './effects';
import { lowQualityScene, screenFilming } from './filming';
import { fragmented } from './fragmented';
import { incompleteSubject } from './framing';
import { aliasing, interlacing, mosaic, noise } from './grain';
import { ghosting, identityDrift } from './identity';
import { abnormalColour, exposureError, flicker, tint } from './light';
import { dynamicWarping, largeCollapse, localCollapse, melting } from './melting';
import { ruleViolation } from './loose';
import { overlay } from './overlay';
import { boiling, pixelJitter, regeneration } from './regeneration';
import { shake } from './shake';
import { blur, lowResolution, motionBlur, overSmoothing } from './softness';
import { brokenFrames, smear, structureDefect } from './structure';
import { cutOutBackground, unattractiveSubject, unidentifiableSubject } from './subject';
import { choppy, freeze, unnaturalMotion } from './timing';

/** Every distortion type. Add a new one here and to WEIGHTS in psychometric.ts. */
export const DISTORTION_TYPES: readonly DistortionType[] = [
  choppy,
  freeze,
  unnaturalMotion,
  fragmented,
  sceneJump,
  transition,
  regeneration,
  boiling,
  dynamicWarping,
  localCollapse,
  largeCollapse,
  melting,
  identityDrift,
  ghosting,
  structureDefect,
  smear,
  overSmoothing,
  shake,
  flicker,
  tint,
  blur,
  motionBlur,
  lowResolution,
  noise,
  pixelJitter,
  exposureError,
  abnormalColour,
  blocking,
  mosaic,
  aliasing,
  interlacing,
  overlay,
  borders,
  snow,
  highlights,
  brokenFrames,
  ruleViolation,
  dynamicEffect,
  incompleteSubject,
  unattractiveSubject,
  illegibleComposition,
  unidentifiableSubject,
  lowQualityScene,
  screenFilming,
  specialEffects,
  toonFilter,
  cutOutBackground,
];

export function distortionType(id: string): DistortionType {
  const found = DISTORTION_TYPES.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`unknown distortion: ${id}`);
  return found;
}
