import type { ItemOf } from '../courses/item-document.ts';
import { bestOf, criticalMissedIn, readDecisions, walk } from './item-scenario.ts';
import type { ItemTexts } from './item-texts.ts';
import type { Reviewed, ReviewedDecision, State } from './reviewed.ts';
import type { DrawnOf } from './snapshot.ts';

/** The decisions of the way that was taken, each with its points and what followed from it. */
export function reviewedWay(
  drawn: DrawnOf<'scenario'>,
  { nodes, counts }: ItemOf<'scenario'>,
  chosen: readonly string[],
  { html }: ItemTexts,
): Reviewed {
  const walked = walk(drawn, readDecisions(chosen) ?? []);
  if (walked === null || chosen.length === 0) return { kind: 'none' };
  const missed = criticalMissedIn(drawn, chosen);
  const counted = counts === 'first' ? walked.first : walked.last;
  const ending = nodes.find(({ id }) => id === walked.at.id && walked.at.ends);
  return {
    kind: 'way',
    ending: ending === undefined ? null : html(ending.text),
    decisions: walked.way.flatMap((id): ReviewedDecision[] => {
      const node = nodes.find((one) => one.id === id);
      const decided = counted.get(id);
      const choice = node?.choices.find((one) => one.id === decided?.id);
      if (node === undefined || choice === undefined) return [];
      const most = bestOf(node);
      return [
        {
          text: html(node.text),
          choice: html(choice.text),
          consequence: choice.consequence === null ? null : html(choice.consequence),
          points: choice.points,
          most,
          state: stateOf(choice.points, most),
          missed: missed.includes(id),
        },
      ];
    }),
  };
}

function stateOf(points: number, most: number): State {
  if (points >= most) return 'ok';
  return points > 0 ? 'care' : 'bad';
}
