import { describeEngines } from '../e2e/other-engines';

/** VP9, VP8 and AV1: engines convert untagged video by codec. H.264: tests/e2e. */
describeEngines(['good/ax_bbb_vp9.mp4', 'good/ax_bbb_1080p60_vp8.webm', 'odd/mp_tiny_av1.mp4'], { sample: false });
