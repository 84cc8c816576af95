import { describe, expect, it } from 'vitest';
import { DIMENSIONS, dimensionsOf } from '../../../../src/quality/dimensions';
import type { ProfileId } from '../../../../src/quality/dimensions';
import { levelsOf } from '../../../../src/quality/levels';
import { checkPromptSet, fillPrompt } from '../../../../src/quality/prompts/prompt-set';
import { PROMPT_SETS } from '../../../../src/quality/prompts/prompt-sets';

const PROFILES = Object.keys(PROMPT_SETS) as ProfileId[];

describe('the shipped prompt sets', () => {
  it.each(PROFILES)('%s has criteria for each of its dimensions and passes the check', (profile) => {
    const set = PROMPT_SETS[profile];
    expect(set.profile).toBe(profile);
    expect(Object.keys(set.criteria).toSorted()).toEqual(
      dimensionsOf(profile)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(checkPromptSet(set)).toMatchObject({ ok: true });
  });

  it.each(DIMENSIONS)(
    'ask for $id with its name, its criteria and every level word, and leave no marker',
    ({ id, profile, name }) => {
      const { question, answer, dimension } = fillPrompt(PROMPT_SETS[profile], id, undefined);
      expect(dimension).toBe(id);
      expect(question).toContain(name.toLowerCase());
      for (const { word } of levelsOf(profile)) expect(question).toContain(word);
      for (const criterion of PROMPT_SETS[profile].criteria[id]!) expect(question).toContain(criterion);
      expect(question + answer).not.toMatch(/[{}]/);
      expect(answer).toBe(`The ${name.toLowerCase()} of this video is`);
    },
  );

  it('ask for Q-Save with five ratings, for UltraVQA with nine levels', () => {
    expect(fillPrompt(PROMPT_SETS['q-save'], 'visual-quality', undefined).question).toContain(
      '[Bad, Poor, Fair, Good, Excellent]',
    );
    expect(fillPrompt(PROMPT_SETS.ultravqa, 'clarity-quality', undefined).question).toContain(
      '[Abysmal, Terrible, Poor,',
    );
  });
});

describe("a clip's prompt", () => {
  const set = PROMPT_SETS['q-save'];

  it('stands before the question', () => {
    const { question } = fillPrompt(set, 'text-alignment', ' A red fox runs. ');
    expect(question).toMatch(/^The video was generated from this prompt: "A red fox runs\."\nJudge /);
  });

  it('is left out where it is blank', () => {
    expect(fillPrompt(set, 'text-alignment', ' \n ')).toEqual(fillPrompt(set, 'text-alignment', undefined));
  });

  it('may hold markers and replacement patterns, which stay as they are', () => {
    const odd = '{levels} $& $1 {dimension} {prompt}';
    expect(fillPrompt(set, 'visual-quality', odd).question).toContain(`"${odd}"`);
  });
});

describe('an edited prompt set', () => {
  const set = PROMPT_SETS['q-save'];

  it.each([
    ['question', { question: 'How good is it?' }, '"question" lacks the marker {levels}'],
    ['clipPrompt', { clipPrompt: 'Look.' }, '"clipPrompt" lacks the marker {prompt}'],
    ['rationaleEnd', { rationaleEnd: '' }, '"rationaleEnd" is empty'],
    ['question', { question: `{levels}${'x'.repeat(9000)}` }, 'at most 8000'],
  ])('is refused for its %s', (_, change, message) => {
    const checked = checkPromptSet({ ...set, ...change });
    expect(checked).toMatchObject({ ok: false, error: { code: 'invalid-option' } });
    expect(checked.ok ? '' : checked.error.message).toContain(message);
  });
});
