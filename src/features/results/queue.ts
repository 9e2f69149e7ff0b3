import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, daysBetween } from '../../lib/clock.ts';
import type { Localized } from '../../lib/localized.ts';

/** One thing that waits for somebody's grade, wherever it comes from. */
export interface Waiting {
  /** Where it is graded. */
  href: string;
  /** What it was handed in with: the answers of one attempt stand together. */
  work: string;
  person: string;
  group: string | null;
  course: Localized;
  /** What it is: the name of a quiz or of a piece of work. */
  what: Localized;
  since: Date;
  deploysOn: string | null;
  dueOn: string | null;
  /** Whether the reader is one of those who accompany the group; true where nobody does. */
  isOwn: boolean;
}

/** Port: what of one kind waits for this person's grade. Every kind of work brings its own. */
export type WaitingSource = (actor: Actor, now: Date) => Promise<Waiting[]>;

/** Works that are looked at: more than somebody grades in a day. The others follow as these are graded. */
export const MOST_WAITING = 100;

/** Whoever accompanies the group has this long; then whoever teaches the course grades as well. */
export const PASSED_ON_AFTER_DAYS = 5;

/** What was handed in before this instant is everybody's who teaches the course. */
export const passedOnBefore = (now: Date): Date =>
  new Date(now.getTime() - PASSED_ON_AFTER_DAYS * DAY);

/** Something in the queue, with how long it has waited. */
export interface Queued extends Waiting {
  /** Of the calendar, since its date stands beside it. */
  days: number;
  isPassedOn: boolean;
}

/** Something handed in, with how many of its answers wait. */
export interface QueuedWork extends Queued {
  answers: number;
}

/** One entry for each work, where its first answer stands in the queue, which is where grading it begins. */
export function worksOf(queue: readonly Queued[]): QueuedWork[] {
  const works = new Map<string, QueuedWork>();
  for (const one of queue) {
    const work = works.get(one.work);
    if (work === undefined) works.set(one.work, { ...one, answers: 1 });
    else work.answers += 1;
  }
  return [...works.values()];
}

const NEVER = '9999';
const dayFor = ({ deploysOn, dueOn }: Waiting): string => deploysOn ?? dueOn ?? NEVER;

/**
 * The queue of one person: first who deploys or is due first, then who has waited longest. What belongs to the group of
 * somebody else appears once it has waited five days, and everybody sees that it has.
 */
export function queueOf(all: readonly Waiting[], now: Date): Queued[] {
  const today = dayOf(now);
  const passedOn = passedOnBefore(now);
  return all
    .map((one): Queued => ({
      ...one,
      days: daysBetween(dayOf(one.since), today),
      isPassedOn: one.since <= passedOn,
    }))
    .filter(({ isOwn, isPassedOn }) => isOwn || isPassedOn)
    .sort(
      (one, other) =>
        compare(dayFor(one), dayFor(other)) ||
        one.since.getTime() - other.since.getTime() ||
        compare(one.href, other.href),
    );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
