import { buildPage, isStale } from '../../scripts/build.mjs';

/** The end-to-end tests drive the built page: build it once where a source is newer than the last build. */
export default async function setup(): Promise<void> {
  if (isStale()) await buildPage();
}
