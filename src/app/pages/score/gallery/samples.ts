/** A clip of the gallery: drawn and scored beforehand by `npm run sample`, stored in public/samples under its name. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  /** What was done to it, in a few words. */
  readonly artifact: string;
  /** What to look at. */
  readonly lesson: string;
}

/** In the order of the gallery; the first is shown when the page opens. */
export const SAMPLES = [
  {
    name: 'lantern-lake',
    title: 'Lantern lake',
    artifact: 'Three shots',
    lesson: 'A slow pan, a cut, a sweep that comes to rest. Follow the curve: every cut starts a new slow frame.',
  },
  {
    name: 'hills',
    title: 'Quiet hills',
    artifact: 'Nothing wrong',
    lesson: 'A steady pan over hills, left as it was drawn. Compare the others with it.',
  },
  {
    name: 'upscaled',
    title: 'Day in town',
    artifact: 'Upscaled',
    lesson: 'Made small and blown up again: the motion is sound, the detail is gone. Look at clarity.',
  },
  {
    name: 'blocks',
    title: 'Country road',
    artifact: 'Blocking',
    lesson: 'An encoder had far too few bits. UltraVQA counts that against clarity, Q-Save hardly at all.',
  },
  {
    name: 'grain',
    title: 'Night in town',
    artifact: 'Noise',
    lesson:
      'Grain of a small sensor at night, new in every frame. Hard to tell from fine texture: see whether the model minds.',
  },
  {
    name: 'stutter',
    title: 'Stuttering drive',
    artifact: 'Choppy',
    lesson: 'Pictures are held, then the road leaps. Every single frame is good: only motion tells.',
  },
  {
    name: 'shake',
    title: 'Shaking street',
    artifact: 'Camera shake',
    lesson: 'A camera that nobody holds still. Much moves, and none of it is wanted: quality and amplitude part ways.',
  },
  {
    name: 'flicker',
    title: 'Flickering valley',
    artifact: 'Flicker',
    lesson: 'The light jumps from frame to frame. See what it does to the similarity of frames that show the same.',
  },
  {
    name: 'boiling',
    title: 'Boiling marbles',
    artifact: 'Boiling texture',
    lesson: 'Surfaces crawl as if drawn anew each time: the commonest fault of generated video.',
  },
  {
    name: 'melting',
    title: 'Melting town',
    artifact: 'Melting',
    lesson: 'The houses run down the picture like wax, more with every frame. Shapes and content give way with time.',
  },
  {
    name: 'jump',
    title: 'Wrong turn',
    artifact: 'Scene jump',
    lesson: 'For a moment the drive is another one, on another road. Two cuts that nobody wanted: see the slow frames.',
  },
  {
    name: 'captions',
    title: 'Covered road',
    artifact: 'Captions and borders',
    lesson: 'Letters and bars over a sound picture. They hide content; nothing is wrong with its motion.',
  },
] as const satisfies readonly Sample[];

export type SampleName = (typeof SAMPLES)[number]['name'];

export const FIRST_SAMPLE: SampleName = 'lantern-lake';

export function sampleNamed(name: string): Sample | undefined {
  return SAMPLES.find((sample) => sample.name === name);
}
