import { describe, expect, it } from 'vitest';
import { whyForbidden } from '../../../scripts/imports/floors';
import { readImports } from '../../../scripts/imports/read';

const packages = new Set(['d3', '@jax-js/jax']);

describe('whyForbidden', () => {
  it.each([
    ['src/scoring/score.ts', '../slowfast'],
    ['src/scoring/inspect/inspect.ts', '../../slowfast'],
    ['src/cli/platform.ts', '../media/node'],
    ['scripts/screenshots.ts', '../src/app'],
    ['src/app/score/view.ts', '../../base'],
    ['src/app/score/view.ts', '../../charts'],
    ['src/app/pages/score/view.ts', '../../shell/icons'],
    ['src/slowfast/cpu/packer.ts', '../../media'],
    ['src/gpu/shaders.ts', '../../shaders/resize.wgsl?raw'],
    ['src/base/version.ts', '../../package.json'],
    ['src/corpus/clip.ts', '../quality'],
    ['src/corpus/clip.ts', './scene'],
    ['src/app/main.ts', 'd3'],
    ['src/trainer/network.ts', '@jax-js/jax/nn'],
    ['src/cli/score.ts', 'node:fs/promises'],
    ['tests/unit/base/result.test.ts', '../../../src/app/main'],
  ])('lets %s import %s', (from, specifier) => {
    expect(whyForbidden({ from, specifier }, packages)).toBeUndefined();
  });

  it.each([
    ['src/base/result.ts', '../media', 'above'],
    ['src/media/open.ts', '../gpu', 'beside'],
    ['src/media/open.ts', '../base/result', 'past the door'],
    ['src/scoring/inspect/inspect.ts', '../../slowfast/cpu/packer', 'past the door'],
    ['scripts/bench/model.ts', '../../src/judges/compact/load', 'past the door'],
    ['scripts/screenshots.ts', '../src/app/pages/score/example', 'past the door'],
    ['src/scoring/score.ts', '../corpus', 'beside'],
    ['src/scoring/score.ts', '../trainer', 'above'],
    ['src/judges/judge.ts', '../nowhere/thing', 'no room'],
    ['src/judges/judge.ts', '../../scripts/run', 'no room'],
    ['src/attic/thing.ts', '../base', 'no floor'],
    ['src/media/open.ts', './frame.ts', 'file extension'],
    ['src/app/main.ts', 'lodash/fp', 'lodash is not declared'],
    ['src/app/main.ts', '@scope/thing/deep', '@scope/thing is not declared'],
  ])('refuses that %s imports %s', (from, specifier, reason) => {
    expect(whyForbidden({ from, specifier }, packages)).toContain(reason);
  });
});

describe('readImports', () => {
  it('finds static, type, re-exported and dynamic imports and import types', () => {
    const source = `
      import type { A } from './type';
      import './effect';
      import { b } from "./static";
      export * from './star';
      export { c } from './named';
      const d = await import('./dynamic');
      type E = import('./inline').E;
      const text = "import x from './string'";
      // import y from './comment';
    `;
    const found = readImports('src/base/x.ts', source).map((entry) => entry.specifier);
    expect(found.toSorted()).toEqual(
      ['./dynamic', './effect', './inline', './named', './star', './static', './type'].toSorted(),
    );
  });
});
