import { describe, expect, it } from 'vitest';
import { promptInTags } from '../../../src/scoring/metadata-prompt';

const GRAPH = {
  '3': { class_type: 'KSampler', inputs: { seed: 7, positive: ['6', 0], negative: ['7', 0] } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: ['12', 0], clip: ['4', 1] } },
  '7': {
    class_type: 'CLIPTextEncode',
    inputs: { text: 'blurry, distorted, bad hands, watermark, low quality', clip: ['4', 1] },
  },
  '12': { class_type: 'StringNode', inputs: { value: ' A red fox runs. ' } },
};

describe("the prompt in a video's tags", () => {
  it.each([
    ["ComfyUI's graph in the comment", { comment: JSON.stringify({ prompt: GRAPH, workflow: {} }) }],
    ["ComfyUI's graph as JSON inside JSON", { comment: JSON.stringify({ prompt: JSON.stringify(GRAPH) }) }],
    ["ComfyUI's graph in a tag of its own", { prompt: JSON.stringify(GRAPH) }],
    ['a graph with NaN, as Python writes it', { comment: JSON.stringify({ prompt: GRAPH }).replace('7,', 'NaN,') }],
    ['JSON with a prompt', { comment: '{"prompt": "A red fox runs.", "seed": 1}' }],
    ['a tag named prompt', { prompt: 'A red fox runs.' }],
    ['a comment', { title: 'clip 7', comment: 'A red fox runs.' }],
    ['a description', { DESCRIPTION: 'A red fox runs.' }],
  ])('is found as %s', (_, tags) => {
    expect(promptInTags(tags)).toBe('A red fox runs.');
  });

  it('is the longest text of an encoder, but its negative one, where no sampler is known', () => {
    const inputs = {
      positive_prompt: 'A red fox runs.',
      negative_prompt: 'blurry, distorted, bad hands, watermark',
      steps: 20,
    };
    const graph = {
      '8': { class_type: 'WanTextEncode', inputs },
      '9': { class_type: 'Note', inputs: { text: 'Try again.' } },
    };
    expect(promptInTags({ comment: JSON.stringify({ prompt: graph }) })).toBe('A red fox runs.');
  });

  it.each([
    ['no tags', {}],
    ['the name of a tool', { comment: 'Lavf61.1' }],
    ['a title', { title: 'A red fox runs in the snow.' }],
    ['JSON without a prompt', { comment: '{"fps": 24}' }],
    ['broken JSON', { comment: '{"prompt": ' }],
    [
      'a graph whose links run in a circle',
      { comment: JSON.stringify({ prompt: { '1': { class_type: 'A', inputs: { positive: ['1', 0] } } } }) },
    ],
    ['an empty text', { prompt: '  ' }],
  ])('is not made up from %s', (_, tags) => {
    expect(promptInTags(tags)).toBeUndefined();
  });
});
