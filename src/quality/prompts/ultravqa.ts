import type { PromptSet } from './prompt-set';

/** After the scoring guidelines of UltraVQA (paper ASO, appendix B.2, figures 3 to 6), with its nine level words. */
export const ULTRAVQA_PROMPTS: PromptSet = {
  id: 'ultravqa-1',
  profile: 'ultravqa',
  clipPrompt: 'The video was generated from this prompt: "{prompt}"',
  question:
    'Judge the {dimension} of this video by the following criteria: {criteria} How would you rate the {dimension} of ' +
    'this video? Your rating can only be one of the following nine levels, from the lowest to the highest: [{levels}]. ' +
    'Answer in the format: Rating<think>Your analysis here</think>',
  answer: 'The {dimension} of this video is',
  rationale: '\n<think>',
  rationaleEnd: '</think>',
  criteria: {
    'motion-quality': [
      'Motion is reasonable and stable: continuous from frame to frame, and in keeping with physics and common sense.',
      'Motion is complex where the scene asks for it, over time and with several subjects.',
      'Camera and subjects move smoothly and naturally. Jumps, warping, collapse, stutter, shake, flicker and a moving camera over a still picture lower the level.',
      'The middle level is a plain pass.',
    ],
    'motion-amplitude': [
      'How far and how fast people, objects and the camera move, and how much of the picture moves.',
      'The lowest level is a still picture; the middle level is ordinary motion; the highest is strong motion throughout.',
    ],
    'aesthetic-quality': [
      'Lowest: a rough, cluttered picture with a broken composition, an incomplete subject or severe colour errors.',
      'Low: an unattractive subject, disharmonious colours, wrong exposure or an unreasonable composition.',
      'Middle: plain, normal colours, basic rules of composition, a complete and clear subject.',
      'High: light and shadow create atmosphere, colours match, the composition fits the theme.',
      'Highest: the expression, lighting and composition of cinema or art film.',
    ],
    'content-quality': [
      'Lowest: broken or distorted pictures, abnormal effects or angles, noise, borders, or text and watermarks that cover much of the picture.',
      'Low: vector animation, a meaningless close-up, a low-quality everyday scene, a filmed screen, a mere selfie or an obvious cut-out on a plain background.',
      'Middle: clear subject and content, but simple.',
      'High: clear, rich content whose elements match, and which is rarely seen.',
      'Highest: a clear theme with story or creativity, rich layers and exquisite detail.',
    ],
    'clarity-quality': [
      'Lowest: so blurred, blocky, noisy or aliased that the subject cannot be recognised.',
      'Low: blur, mosaic, blocks or noise disturb the viewer; moving scenes are not clear.',
      'Middle: about 720p; common subjects are recognisable; no strong blur, blocks or noise; limited detail.',
      'High: 720p or more, clear at rest and in motion, rich detail with small flaws in texture.',
      'Highest: 1080p or more, very rich and realistic detail of cloth, skin and hair, no visible noise or blur.',
    ],
  },
};
