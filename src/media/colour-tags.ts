import { untaggedColour } from './colour';
import type { Colour, ColourMatrix } from './frame';

/** The colour tags of a container or a bitstream: H.273 code points, undefined where untagged. */
export interface ColourTags {
  readonly matrix?: number | undefined;
  readonly transfer?: number | undefined;
  readonly fullRange?: boolean | undefined;
}

const MATRICES: Readonly<Record<number, ColourMatrix>> = {
  1: 'bt709',
  4: 'bt601',
  5: 'bt601',
  6: 'bt601',
  // SMPTE 240M: within two code values of BT.709.
  7: 'bt709',
  9: 'bt2020',
  10: 'bt2020',
};
const PQ = 16;
const HLG = 18;

/** Takes each field from the first source that has it; the container comes first (ISO/IEC 14496-12, 12.1.5). */
export function resolveColour(sources: readonly (ColourTags | undefined)[], codedHeight: number): Colour {
  const untagged = untaggedColour(codedHeight);
  const tags = mergeTags(sources);
  return {
    matrix: (tags.matrix === undefined ? undefined : MATRICES[tags.matrix]) ?? untagged.matrix,
    fullRange: tags.fullRange ?? untagged.fullRange,
  };
}

/** A warning for videos whose colour this program does not interpret as intended. */
export function colourWarning(sources: readonly (ColourTags | undefined)[]): string | undefined {
  const { transfer, matrix } = mergeTags(sources);
  if (transfer === PQ || transfer === HLG) {
    const name = transfer === PQ ? 'PQ' : 'HLG';
    return `The video is HDR (${name}); it is scored without tone mapping, so brightness and colour may look flat.`;
  }
  if (matrix === 0) return 'The video stores RGB as YUV planes (identity matrix); its colours are interpreted wrongly.';
  return undefined;
}

function mergeTags(sources: readonly (ColourTags | undefined)[]): ColourTags {
  const known = (value: number | undefined): boolean => value !== undefined && value !== 2;
  return {
    matrix: sources.find((tags) => known(tags?.matrix))?.matrix,
    transfer: sources.find((tags) => known(tags?.transfer))?.transfer,
    fullRange: sources.find((tags) => tags?.fullRange !== undefined)?.fullRange,
  };
}

const MATRIX_CODES: Readonly<Record<string, number>> = {
  rgb: 0,
  bt709: 1,
  fcc: 4,
  bt470bg: 5,
  smpte170m: 6,
  'bt2020-ncl': 9,
};
const TRANSFER_CODES: Readonly<Record<string, number>> = { bt709: 1, smpte170m: 6, pq: PQ, hlg: HLG };

/** Tags from WebCodecs' names. */
export function tagsFromWords(space: VideoColorSpaceInit): ColourTags {
  return {
    matrix: MATRIX_CODES[space.matrix ?? ''],
    transfer: TRANSFER_CODES[space.transfer ?? ''],
    fullRange: space.fullRange ?? undefined,
  };
}
