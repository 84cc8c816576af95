import { describeEngines } from './other-engines';

/** All other files: tests/long. */
describeEngines(['good/mdn_rabbit320.mp4'], { sample: true });
