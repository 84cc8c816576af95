import type { TemplateResult } from 'lit';
import { PROFILES } from '../../../quality';
import { segmented } from '../../shell/segmented';
import type { ProfileChoice } from './profile';

/** Whose dimensions are shown, for the head of the page. */
export function profileChoice(chosen: ProfileChoice, onChoose: (profile: ProfileChoice) => void): TemplateResult {
  return segmented({
    name: 'profile',
    legend: 'Profile: which dimensions are shown',
    chosen,
    onChoose,
    segments: [
      { value: 'ultravqa', label: PROFILES.ultravqa.name, hint: `UltraVQA judges ${PROFILES.ultravqa.judges}` },
      { value: 'q-save', label: PROFILES['q-save'].name, hint: `Q-Save judges ${PROFILES['q-save'].judges}` },
      { value: 'both', label: 'Both', hint: 'Both profiles, one below the other' },
    ],
  });
}
