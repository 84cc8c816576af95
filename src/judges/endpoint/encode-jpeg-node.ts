import { encodeJpeg } from '../../media/node';
import type { EncodeJpeg } from './config';

/** FFmpeg's quantiser scale, 2 (best) to 31: faults of the coder must not look like faults of the video. */
const QUANTISER = 2;

/** Encodes with FFmpeg. */
export const encodeJpegInNode: EncodeJpeg = async (data, size) => encodeJpeg({ ...size, data }, QUANTISER);
