import { defined } from '../base';
import type { Colour, PlanarFrame, SampledFrame } from '../media';
import { chromaHeight, chromaWidth } from '../media';
import type { SpareBuffers } from './spare-buffers';

/** A frame on its way to another thread: its planes, one after the other, in a buffer that moves there. */
interface SentFrame {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
  readonly timestamp: number;
  readonly planes: ArrayBuffer;
}

/** A sampled frame with its source frames by number. Only frames that the sample before did not have are sent. */
export interface SentSample extends Pick<SampledFrame, 'index' | 'instant' | 'duplicate'> {
  readonly frame: number;
  readonly previous: number | undefined;
  readonly beforePrevious: number | undefined;
  readonly added: readonly SentFrame[];
}

/** Prepares one video's sampled frames for another thread. Frames are copied, because their maker may still need them. */
export function createSampleSender(spare: SpareBuffers): (sample: SampledFrame) => SentSample {
  /** What the receiver holds: the frames of the sample before. */
  let there = new Map<PlanarFrame, number>();
  let count = 0;
  return ({ index, instant, duplicate, frame, previous, beforePrevious }) => {
    const shown = new Map<PlanarFrame, number>();
    const added: SentFrame[] = [];
    const idOf = (each: PlanarFrame): number => {
      const known = shown.get(each) ?? there.get(each);
      const id = known ?? count++;
      if (known === undefined) added.push(copyOf(each, id, spare));
      shown.set(each, id);
      return id;
    };
    const sent = {
      index,
      instant,
      duplicate,
      frame: idOf(frame),
      previous: previous && idOf(previous),
      beforePrevious: beforePrevious && idOf(beforePrevious),
      added,
    };
    there = shown;
    return sent;
  };
}

/** The sampled frames on the other side, made of the frames that have arrived. */
export interface SampleReceiver {
  receive(sent: SentSample): SampledFrame;
  /** Forgets all frames but those of this sample, and returns the buffers of the others. */
  keepOnly(sent: SentSample | undefined): ArrayBuffer[];
}

export function createSampleReceiver(): SampleReceiver {
  const here = new Map<number, { readonly frame: PlanarFrame; readonly planes: ArrayBuffer }>();
  const frameOf = (id: number): PlanarFrame => defined(here.get(id), `frame ${id} of the sender`).frame;
  return {
    receive: ({ index, instant, duplicate, frame, previous, beforePrevious, added }) => {
      for (const each of added) here.set(each.id, { frame: openFrame(each), planes: each.planes });
      return {
        index,
        instant,
        duplicate,
        frame: frameOf(frame),
        previous: previous === undefined ? undefined : frameOf(previous),
        beforePrevious: beforePrevious === undefined ? undefined : frameOf(beforePrevious),
      };
    },
    keepOnly: (sent) => {
      const kept = sent === undefined ? [] : [sent.frame, sent.previous, sent.beforePrevious];
      const free: ArrayBuffer[] = [];
      for (const [id, { planes }] of here) {
        if (kept.includes(id)) continue;
        here.delete(id);
        free.push(planes);
      }
      return free;
    },
  };
}

/** Where the planes of a frame begin, in bytes, and where they end. Each begins at a word, which is how it is read. */
function placesOf({ width, height }: { readonly width: number; readonly height: number }) {
  const chroma = chromaWidth(width) * chromaHeight(height);
  const u = wholeWords(width * height);
  const v = u + wholeWords(chroma);
  return { luma: width * height, chroma, u, v, end: v + wholeWords(chroma) };
}

function wholeWords(bytes: number): number {
  return 4 * Math.ceil(bytes / 4);
}

function copyOf(frame: PlanarFrame, id: number, spare: SpareBuffers): SentFrame {
  const { width, height, colour, timestamp } = frame;
  const { u, v, end } = placesOf(frame);
  const planes = spare.take(end);
  const bytes = new Uint8Array(planes);
  bytes.set(frame.y);
  bytes.set(frame.u, u);
  bytes.set(frame.v, v);
  return { id, width, height, colour, timestamp, planes };
}

function openFrame({ width, height, colour, timestamp, planes }: SentFrame): PlanarFrame {
  const { luma, chroma, u, v } = placesOf({ width, height });
  return {
    width,
    height,
    y: new Uint8Array(planes, 0, luma),
    u: new Uint8Array(planes, u, chroma),
    v: new Uint8Array(planes, v, chroma),
    colour,
    timestamp,
  };
}
