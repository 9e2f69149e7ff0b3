import type { Words } from './gradebook-views.ts';
import type { ReviewedAttempt } from './review-service.ts';
import { wholePoints } from '../assessment/points.ts';

/** Something that happened, in the order of time. */
export interface Moment {
  at: string;
  what: string;
}

/** Everything of an attempt that has a time: begun, each answer as it was kept last, handed in, graded, corrected. */
export function timelineOf(review: ReviewedAttempt, { t, fmt }: Words): Moment[] {
  const { attempt, owner, items, grades, corrections, history } = review;
  const numberOf = (itemId: string): number =>
    items.findIndex(({ drawn }) => drawn.id === itemId) + 1;
  const found: { at: Date; what: string }[] = [{ at: owner.startedAt, what: t('timeline.begun') }];
  for (const [itemId, { savedAt, chosen }] of attempt.answers)
    if (chosen.length > 0)
      found.push({ at: savedAt, what: t('timeline.saved', { number: numberOf(itemId) }) });
  if (attempt.submittedAt !== null)
    found.push({ at: attempt.submittedAt, what: t('timeline.handedIn') });
  for (const [itemId, { at, grader }] of grades)
    found.push({ at, what: t('timeline.graded', { number: numberOf(itemId), name: grader }) });
  for (const { itemId, at, oldScore, newScore } of corrections) {
    const number = numberOf(itemId);
    const isSame = oldScore === null || newScore === null || oldScore === newScore;
    found.push({
      at,
      what: isSame
        ? t('timeline.corrected', { number })
        : t('timeline.correctedTo', {
            number,
            before: wholePoints(oldScore),
            after: wholePoints(newScore),
          }),
    });
  }
  for (const at of history.given) found.push({ at, what: t('timeline.given') });
  return found
    .map((one, order) => ({ ...one, order }))
    .sort((one, other) => one.at.getTime() - other.at.getTime() || one.order - other.order)
    .map(({ at, what }) => ({ at: fmt.dateTime(at), what }));
}
