import { describe, expect, test } from 'vitest';
import { parseVote, voteReport } from '../../../../../src/app/pages/evaluate/votes';
import { table } from './table-of-text';

describe('votes', () => {
  test.each([
    ['leftvote', 'left'],
    ['[[B>A]]', 'right'],
    ['[[A=B=Good]]', 'tie'],
    ['bothbad_vote', 'both-bad'],
    ['[[A>]]', undefined],
  ])('%s reads as %s', (text, vote) => expect(parseVote(text)).toBe(vote));

  test('of a judge are compared with human votes; an answer without a vote counts as wrong', () => {
    const report = voteReport(
      table(
        'idx,model_vote,human_vote\n1,[[A>B]],leftvote\n2,[[B>A]],tievote\n3,dunno,rightvote\n4,[[A=B=Bad]],bothbad_vote',
      ),
    )!;
    expect(report.human).toBe('human_vote');
    expect(report.judges[0]).toMatchObject({
      name: 'model_vote',
      fourWay: 0.5,
      unreadable: 1,
      withoutTies: { value: 0.5, n: 2 },
    });
    expect(voteReport(table('clip,mos,pred\na,1,2\nb,2,3'))).toBeUndefined();
  });
});

test('contestants named by two columns have a win ratio, best first; columns of unique texts name none', () => {
  const votes = ['leftvote', 'leftvote', 'tievote', 'rightvote', 'bothbad_vote', 'leftvote'];
  const lines = votes.map((vote, i) => `${i},${vote},[[A>B]],${i % 2 === 0 ? 'Veo,Wan' : 'Veo,Kling'}`);
  const report = voteReport(table(['idx,human_vote,model_vote,model_left,model_right', ...lines].join('\n')))!;
  expect(report.contestants.map(({ name, n, value }) => [name, n, value])).toEqual([
    ['Veo', 6, 4 / 6],
    ['Wan', 3, 1 / 3],
    ['Kling', 3, 1 / 3],
  ]);
  expect(report.leftRatio).toMatchObject({ value: 4 / 6, n: 6 });
  const { low, high } = report.leftRatio!.interval!;
  expect(low).toBeLessThan(4 / 6);
  expect(high).toBeGreaterThan(4 / 6);
  const texts = votes.map((vote, i) => `${i},${vote},[[A>B]],text ${i},other ${i}`);
  expect(
    voteReport(table(['idx,human_vote,model_vote,text_left,text_right', ...texts].join('\n')))!.contestants,
  ).toEqual([]);
});

describe('scores of both sides of a pair', () => {
  const PAIRS = table(
    [
      'clip,human_vote,vqa_left,vqa_right',
      'a,leftvote,4,2',
      'b,rightvote,1,3',
      'c,tievote,3,3.2',
      'd,bothbad_vote,1,1.1',
      'e,leftvote,2,2.9',
      'f,rightvote,,3',
    ].join('\n'),
  );

  test('become votes by the tie threshold with the best agreement, marked as tuned', () => {
    const { judges } = voteReport(PAIRS)!;
    expect(judges[0]).toMatchObject({ name: 'vqa', fourWay: undefined, unreadable: 1 });
    expect(judges[0]!.ties).toEqual({ threshold: expect.closeTo(0.2, 9) as number, tuned: true });
    expect(judges[0]!.threeWay).toBeCloseTo(4 / 6, 12);
  });

  test('become votes by the given threshold', () => {
    const { judges } = voteReport(PAIRS, 0)!;
    expect(judges[0]).toMatchObject({ ties: { threshold: 0, tuned: false } });
    expect(judges[0]!.threeWay).toBeCloseTo(2 / 6, 12);
  });
});
