import { table } from './table-of-text';

const HEAD = 'generator,prompt_id,alignment_h0,alignment_h1,motion_mos,CLIPScore,motion_pred,Otter-VQA';
/** Three generators on eight prompts; CLIPScore follows alignment, motion_pred motion. */
const LINES = Array.from({ length: 24 }, (_, i) => {
  const generator = 'abc'[i % 3]!;
  const alignment = 1 + ((i * 7) % 5);
  const motion = 1 + ((i * 5) % 9) / 2;
  return [
    generator,
    Math.floor(i / 3),
    alignment,
    Math.min(5, alignment + (i % 2)),
    motion,
    alignment / 10,
    motion,
    3,
  ].join(',');
});
export const GENERATORS = table([HEAD, ...LINES].join('\n'));
