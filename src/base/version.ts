import { version } from '../../package.json';

/** The version of Slowglass, as package.json states it. It stands in every report. */
export const VERSION: string = version;
