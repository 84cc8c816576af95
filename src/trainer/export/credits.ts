import { SCENE_FAMILIES } from '../../corpus';

/** Source and licence of content that corpora are made from, by the start of its content id. */
interface ContentCredit {
  readonly prefix: string;
  readonly credit: string;
}

/** Add a line for every new folder of content. */
const CONTENT_CREDITS: readonly ContentCredit[] = [
  { prefix: 'gb82_photos/', credit: 'photos of the gb82 image set, CC0' },
  { prefix: 'intel_clips/', credit: "Intel's sample videos (intel-iot-devkit/sample-videos), CC-BY 4.0" },
  { prefix: 'bbb_480p/', credit: 'Big Buck Bunny, (c) Blender Foundation, CC-BY 3.0, www.bigbuckbunny.org' },
];

/**
 * The credits due for content ids, each once. Content without a known credit is listed by its folder; scenes need none.
 */
export function creditsOf(contents: Iterable<string>): string[] {
  const used = [...new Set(contents)].filter((id) => !SCENE_FAMILIES.some((family) => id.startsWith(`${family.id}/`)));
  const known = CONTENT_CREDITS.filter(({ prefix }) => used.some((id) => id.startsWith(prefix)));
  const unknown = used.filter((id) => !CONTENT_CREDITS.some(({ prefix }) => id.startsWith(prefix)));
  const folders = [...new Set(unknown.map((id) => id.split('/')[0]!))].toSorted();
  return [
    ...known.map(({ credit }) => credit),
    ...folders.map((folder) => `${folder}: source and licence not recorded`),
  ];
}
