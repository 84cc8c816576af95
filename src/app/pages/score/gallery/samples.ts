/** A clip of the gallery: rendered and scored in advance by `npm run sample`, stored in public/samples under its name. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  /** What was done to it, in a few words. */
  readonly label: string;
  /** What to look for. */
  readonly note: string;
}

/** In the order of the gallery; the first is shown when the page opens. */
export const SAMPLES = [
  {
    name: 'lantern-lake',
    title: 'Lantern lake',
    label: 'Three shots',
    note: 'A slow pan, a cut, and a sweep that comes to rest. In the similarity curve, every cut starts a new slow frame.',
  },
  {
    name: 'hills',
    title: 'Quiet hills',
    label: 'No distortion',
    note: 'A steady pan over hills, without distortion. Compare the other samples with it.',
  },
  {
    name: 'upscaled',
    title: 'Day in town',
    label: 'Upscaled',
    note: 'Rendered small and enlarged: the motion is intact, the detail is lost. See the clarity score.',
  },
  {
    name: 'blocks',
    title: 'Country road',
    label: 'Blocking',
    note: 'Encoded with far too few bits. The UltraVQA clarity score falls; the Q-Save scores hardly change.',
  },
  {
    name: 'grain',
    title: 'Night in town',
    label: 'Noise',
    note: 'Noise of a small sensor at night, new in every frame. It resembles fine texture: see whether the scores fall.',
  },
  {
    name: 'stutter',
    title: 'Stuttering drive',
    label: 'Choppy',
    note: 'Frames are held, then the picture jumps. Every single frame is good: only the motion scores show it.',
  },
  {
    name: 'shake',
    title: 'Shaking street',
    label: 'Camera shake',
    note: 'A shaking camera. Motion amplitude is high and motion quality is low.',
  },
  {
    name: 'flicker',
    title: 'Flickering valley',
    label: 'Flicker',
    note: 'The brightness jumps from frame to frame. See how that changes the similarity of frames with the same content.',
  },
  {
    name: 'boiling',
    title: 'Boiling marbles',
    label: 'Boiling texture',
    note: 'Surfaces move as if redrawn in every frame, a common artifact of generated video.',
  },
  {
    name: 'melting',
    title: 'Melting town',
    label: 'Melting',
    note: 'The houses flow down the picture, more with every frame. Shapes and content degrade with time.',
  },
  {
    name: 'jump',
    title: 'Wrong turn',
    label: 'Scene jump',
    note: 'For a short time another road is shown. The two cuts start new slow frames.',
  },
  {
    name: 'captions',
    title: 'Covered road',
    label: 'Captions and borders',
    note: 'Letters and bars cover an undistorted picture. They hide content; the motion is intact.',
  },
] as const satisfies readonly Sample[];

export type SampleName = (typeof SAMPLES)[number]['name'];

export const FIRST_SAMPLE: SampleName = 'lantern-lake';

export function sampleNamed(name: string): Sample | undefined {
  return SAMPLES.find((sample) => sample.name === name);
}
