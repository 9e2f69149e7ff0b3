import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Localized } from '../../lib/localized.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { Clause } from '../permissions/policy.ts';
import { noCounts } from './counts.ts';
import { GUARDED, mayTellShare, toldSteps, type FunnelCounts, type Guarded } from './funnel.ts';
import { invitedQueries } from './invited-queries.ts';
import { quizzesOf, STEPS } from './learned.ts';
import { learnedQueries, type LearnedSum } from './learned-queries.ts';
import { publishedTables } from './published-tables.ts';
import { reportQueries } from './queries.ts';
import type { Selection } from './selected.ts';

/** The steps of the funnel that are no figures of the report. Null: not to be told. */
export interface Funnel {
  counts: Record<Guarded, number | null>;
  /** Nobody is invited into a course: with one chosen there is no such step. */
  isOfCourse: boolean;
  /** They are being counted, and are null for no other reason. */
  isCounting: boolean;
  /** Of so many courses so many have no test, and so many nothing that a person grades. */
  courses: number;
  withoutTest: number;
  withoutWork: number;
}

/** Of those who were asked, the share of right answers; null: not to be told. */
interface Share {
  people: number;
  share: number;
}

/** How one objective of a course was answered at the first try; undefined where nobody was asked. */
export interface Mastery {
  text: Localized;
  all: Share | null | undefined;
  critical: Share | null | undefined;
}

export interface AskedOf {
  selection: Selection;
  /** Null: she may list them all. */
  k: number | null;
  /** Whom of them she may list. */
  names: readonly Clause[];
  /** Nothing is chosen but, perhaps, a course. */
  isWhole: boolean;
  /** Too many enrolments wait to be counted. */
  isBehind: boolean;
}

interface Needs {
  database: Database;
  clock: Clock;
  versions: Pick<CourseVersions, 'allCurrent'>;
}

/** Whether anything may be told of what was learned, as soon as it is counted. */
export const mayTell = ({ k, isWhole }: Pick<AskedOf, 'k' | 'isWhole'>): boolean =>
  k === null || isWhole;

const KINDS = { objective: 'all', critical: 'critical' } as const;

/**
 * Funnel and objectives. To whoever may not list the people they are told of all that she may read, and of one course of it, once
 * for each closed month: there is no line in which a choice could be protected.
 */
export function learnedService({ database, clock, versions }: Needs) {
  const { db, longReads } = database;
  const learned = learnedQueries(db, longReads);
  const invitations = invitedQueries(db, longReads);
  const reports = reportQueries(db, longReads);
  const published = publishedTables({ db, clock });

  async function countsOf(selection: Selection): Promise<FunnelCounts> {
    const [row] = await reports.countsBy(selection, []);
    const sums = await learned.sums(selection, ['step']);
    const { enrolled, started, completed } = row?.counts ?? noCounts;
    const steps = Object.fromEntries(
      STEPS.map((step) => [
        step,
        sums
          .filter(({ what }) => what === `step ${step}`)
          .reduce((sum, { people }) => sum + people, 0),
      ]),
    ) as Pick<FunnelCounts, (typeof STEPS)[number]>;
    const ofCourse = selection.narrowing.courseId !== null;
    const invited = ofCourse ? { invited: 0, account: 0 } : await invitations.invited(selection);
    return { ...invited, ...steps, enrolled, started, completed };
  }

  const namedPart = ({ selection, names }: AskedOf): Selection | null =>
    names.length === 0 ? null : { ...selection, scopes: [...selection.scopes, names] };

  /** The figures as they were first told of this month; undefined where they are told as they are. */
  function keptOf(
    { selection, names, k }: AskedOf,
    grouping: string,
    make: (k: number) => Promise<Record<string, number | null>>,
    countsPeople: (name: string) => boolean,
  ): Promise<Record<string, number | null>> | undefined {
    if (k === null) return undefined;
    const reader = { scopes: selection.scopes, names, k, closedOn: selection.cutOff.day };
    return published.figures({ ...reader, grouping }, () => make(k), countsPeople);
  }

  async function guardedOf(asked: AskedOf): Promise<Funnel['counts']> {
    const nothing = Object.fromEntries(GUARDED.map((step) => [step, null]));
    if (!mayTell(asked) || asked.isBehind) return nothing as Funnel['counts'];
    const { courseId } = asked.selection.narrowing;
    const kept = await keptOf(
      asked,
      `funnel ${courseId ?? ''}`,
      async (k) => {
        const all = await countsOf(asked.selection);
        const named = namedPart(asked);
        const known = named === null ? null : await countsOf(named);
        const others = Object.fromEntries(
          Object.entries(all).map(([name, count]) => [
            name,
            count - (known?.[name as keyof FunnelCounts] ?? 0),
          ]),
        ) as unknown as FunnelCounts;
        const told = toldSteps(others, k);
        return Object.fromEntries(GUARDED.map((step) => [step, told.has(step) ? all[step] : null]));
      },
      () => true,
    );
    return kept ?? (await countsOf(asked.selection));
  }

  async function shareOf(asked: AskedOf): Promise<(name: string) => Share | null | undefined> {
    const { courseId } = asked.selection.narrowing;
    const sumsOf = async (selection: Selection): Promise<Map<string, LearnedSum>> =>
      new Map((await learned.sums(selection, Object.keys(KINDS))).map((sum) => [sum.what, sum]));
    const percent = ({ asked: of, correct }: LearnedSum): number => (100 * correct) / of;
    const kept = await keptOf(
      asked,
      `objectives ${courseId ?? ''}`,
      async (k) => {
        const all = await sumsOf(asked.selection);
        const named = namedPart(asked);
        const known = named === null ? new Map<string, LearnedSum>() : await sumsOf(named);
        const told: Record<string, number | null> = {};
        for (const [what, sum] of all) {
          const { people = 0, asked: of = 0, correct = 0 } = known.get(what) ?? {};
          const others = {
            people: sum.people - people,
            asked: sum.asked - of,
            correct: sum.correct - correct,
          };
          const isFit = others.asked === 0 || mayTellShare(others, k);
          told[what] = isFit ? Math.round(percent(sum)) : null;
          told[`people ${what}`] = isFit ? sum.people : null;
        }
        return told;
      },
      (name) => name.startsWith('people '),
    );
    if (kept === undefined) {
      const all = await sumsOf(asked.selection);
      return (what) => {
        const sum = all.get(what);
        if (sum === undefined || sum.asked === 0) return undefined;
        return { people: sum.people, share: percent(sum) / 100 };
      };
    }
    return (what) => {
      const [share, people] = [kept[what], kept[`people ${what}`]];
      if (share === undefined) return undefined;
      return share === null || people == null ? null : { people, share: share / 100 };
    };
  }

  return {
    /** How many enrolments wait to be counted; null where they are few. */
    backlog: () => learned.backlog(),

    /** The steps of the funnel that the report does not tell. */
    async funnel(asked: AskedOf, courseIds: readonly string[]): Promise<Funnel> {
      const { courseId } = asked.selection.narrowing;
      const parts = (await versions.allCurrent())
        .filter((one) => (courseId === null ? courseIds : [courseId]).includes(one.courseId))
        .map(({ document }) => quizzesOf(document));
      return {
        counts: await guardedOf(asked),
        isOfCourse: courseId !== null,
        isCounting: mayTell(asked) && asked.isBehind,
        courses: parts.length,
        withoutTest: parts.filter(({ tests }) => tests.length === 0).length,
        withoutWork: parts.filter(({ assignments }) => assignments.length === 0).length,
      };
    },

    /** The objectives of the course that is chosen, in its order; null where none is, and where they may not be told. */
    async mastery(asked: AskedOf): Promise<Mastery[] | null> {
      const { courseId } = asked.selection.narrowing;
      const version = (await versions.allCurrent()).find((one) => one.courseId === courseId);
      if (version === undefined || !mayTell(asked) || asked.isBehind) return null;
      const share = await shareOf(asked);
      return version.document.objectives.map(({ id, text }) => ({
        text,
        all: share(`objective ${id}`),
        critical: share(`critical ${id}`),
      }));
    },
  };
}
export type LearnedService = ReturnType<typeof learnedService>;
