import { afterAll, beforeAll, it } from 'vitest';
import { expectRows } from '../e2e/many-rows';
import type { Site } from '../e2e/page-driver';
import { openSite } from '../e2e/page-driver';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

it('a table holds ten thousand rows, drawing only those in sight, and sorts and filters them', () =>
  expectRows(site, 10_000));
