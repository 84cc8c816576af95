import { describeAgreement } from './agreement';

/** Engines convert untagged video by codec: H.264, VP9 and AV1. All other files: tests/long. */
describeAgreement(['good/mdn_rabbit320.mp4', 'good/ax_bbb_vp9.mp4', 'odd/mp_tiny_av1.mp4']);
