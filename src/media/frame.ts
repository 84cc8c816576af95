/**
 * One picture as the decoder made it: 8-bit planar YUV 4:2:0, upright (rotation applied), cropped to the visible
 * rectangle, rows tightly packed. Chroma planes are ceil(width/2) x ceil(height/2).
 */
export interface PlanarFrame {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly colour: Colour;
  /** Presentation time in seconds from the start of the presentation (edit list applied). */
  readonly timestamp: number;
}

export type ColourMatrix = 'bt601' | 'bt709' | 'bt2020';

/** How YUV values are interpreted. Untagged video: BT.709 at 720 lines or more, else BT.601, limited range. */
export interface Colour {
  readonly matrix: ColourMatrix;
  readonly fullRange: boolean;
}

export function chromaWidth(width: number): number {
  return (width + 1) >> 1;
}

export function chromaHeight(height: number): number {
  return (height + 1) >> 1;
}
