import type { PromptSet } from './prompt-set';

/**
 * After the template of Q-Save 3.4.1, which gives the dimension, three criteria and the five ratings, and the answer
 * form of the cool-off (4.3): the rating first, then the rationale in a think tag. The paper does not print its
 * criteria; these state what section 3.3 and the tags of appendix A say of each dimension.
 */
export const Q_SAVE_PROMPTS: PromptSet = {
  id: 'q-save-1',
  profile: 'q-save',
  clipPrompt: 'The video was generated from this prompt: "{prompt}"',
  question:
    'Judge the {dimension} of this video by the following criteria: {criteria} How would you rate the {dimension} of ' +
    'this video? Your rating can only be one of the following five levels: [{levels}]. Answer in the format: ' +
    'Rating<think>Your analysis here</think>',
  answer: 'The {dimension} of this video is',
  rationale: '\n<think>',
  rationaleEnd: '</think>',
  criteria: {
    'visual-quality': [
      'Every frame is sharp and detailed, without blur, noise, blocks or flicker.',
      'Exposure, colour and composition look natural and pleasing.',
      'People, animals and objects are complete and have no generation artifacts, such as extra limbs, broken faces or melted textures.',
    ],
    'dynamic-quality': [
      'Motion is continuous and smooth, without jumps, stutter or frozen frames.',
      'Motion obeys physics: bodies keep their weight, shape and number while they move and touch.',
      'Subject and camera move as much as the scene asks for; a still picture or a mere zoom is a flaw.',
    ],
    'text-alignment': [
      'Every subject, object and place that the prompt names is in the video, in the right number and with the right attributes.',
      'The actions, their order and the camera movement follow the prompt.',
      'Style, mood and written text are those of the prompt, and nothing contradicts it.',
    ],
    'overall-quality': [
      'The picture quality of the frames.',
      'The quality of motion over time.',
      'How well a viewer is served by the video as a whole.',
    ],
  },
};
