import { z } from 'zod';
import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, MINUTE, type Clock } from '../../lib/clock.ts';
import { Kept } from '../../lib/kept.ts';
import type { Language } from '../../lib/localized.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { scopeOf, type Clause } from '../permissions/policy.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { GroupBy, ReportQuery } from './filters.ts';
import { GROUP_NAMES } from './filters.ts';
import { indicatorQueries, type CertificateCounts } from './indicator-queries.ts';
import {
  mayTell,
  type AskedOf,
  type Funnel,
  type LearnedService,
  type Mastery,
} from './learned-service.ts';
import { closedOn } from './period.ts';
import { publishedTables } from './published-tables.ts';
import { reportQueries } from './queries.ts';
import type { Figures, Report } from './report.ts';
import type { Selection } from './selected.ts';
import type { ReportService } from './service.ts';
import { hideSmallCounts } from './small-counts.ts';
import { countOf, gainOf, quantileOf, type Histogram, type Pairs } from './statistics.ts';

const KINDS = ['expired', 'in30', 'in60', 'in90', 'later'] as const;

/** Statistics of a whole selection; each null where it would tell of a few. */
const Statistics = z.object({
  time: z.object({ n: z.number(), median: z.number(), p90: z.number() }).nullable().default(null),
  gain: z
    .object({
      n: z.number(),
      before: z.number(),
      after: z.number(),
      gain: z.number(),
      normalised: z.number().nullable(),
      effect: z.number().nullable(),
    })
    .nullable()
    .default(null),
  certificates: z.record(z.enum(KINDS), z.number().nullable()),
  coverage: z.object({ reached: z.number(), all: z.number() }),
});
export type Statistics = z.output<typeof Statistics>;

type Figure = number | null;

/** Statistics as figures by name, and back; what is null has no figures. */
const flat = (statistics: Statistics): Record<string, Figure> =>
  Object.fromEntries(
    Object.entries(statistics).flatMap(([part, figures]) =>
      Object.entries(figures ?? {}).map(([name, figure]): [string, Figure] => [
        `${part} ${name}`,
        figure,
      ]),
    ),
  );

function nested(figures: Readonly<Record<string, Figure>>): Record<string, Record<string, Figure>> {
  const parts: Record<string, Record<string, Figure>> = {};
  for (const [key, figure] of Object.entries(figures)) {
    const [part = '', name = ''] = key.split(' ');
    // Of how many may not be told: nor what they took or gained.
    if (figures[`${part} n`] !== null) (parts[part] ??= {})[name] = figure;
  }
  return parts;
}

const noCertificates = Object.fromEntries(
  KINDS.map((kind) => [kind, null]),
) as Statistics['certificates'];

const isMunicipality = (node: string): boolean => /^\d{5}$/.test(node);

export interface Indicators {
  bySex: Report;
  byState: Report;
  byMonth: Report;
  funnel: Funnel;
  /** Of the course that is chosen. */
  mastery: Mastery[] | null;
  /** What would be told of funnel and objectives is being counted; null where nothing waits. */
  counting: Counting | null;
  /** Null where only the whole scope is told and something was chosen. */
  statistics: Statistics | null;
}

/** So many enrolments wait to be counted, in hundreds; null to whoever may not know: they are those of everybody. */
export interface Counting {
  waiting: number | null;
}

interface Counted {
  days: Histogram;
  pairs: Pairs;
  certificates: CertificateCounts;
}

interface Needs {
  database: Database;
  clock: Clock;
  reports: ReportService;
  versions: Pick<CourseVersions, 'allCurrent'>;
  learned: LearnedService;
}

/** Filters of the completion report that indicators have as well. */
type Asked = Pick<ReportQuery, 'curso' | 'estado' | 'lado' | 'periodo'>;

/** What a figure takes long to count is told again for so long. */
const FRESH = 5 * MINUTE;
const MOST_KEPT = 50;
const HUNDRED = 100;

/**
 * The indicators of the blueprint that the records support. Counts are those of the completion report, so that the same
 * cells are hidden; medians, gains and certificates are told to whoever may not list the people only of her whole scope, and
 * only where those whom she may not list are k or more.
 */
export function indicatorService({ database, clock, reports, versions, learned }: Needs) {
  const queries = indicatorQueries(database.db, database.longReads, database.dialect);
  const counts = reportQueries(database.db, database.longReads);
  const published = publishedTables({ db: database.db, clock });
  const kept = new Kept<Promise<Counted>>(MOST_KEPT, () => 1);

  async function count(selection: Selection): Promise<Counted> {
    const { day } = selection.cutOff;
    const after = (days: number): string =>
      dayOf(new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY));
    const tests = (await versions.allCurrent())
      .filter(({ courseId }) => (selection.narrowing.courseId ?? courseId) === courseId)
      .map(({ courseId, document }) => ({
        courseId,
        before: document.quizzes.filter(({ kind }) => kind === 'pretest').map(({ id }) => id),
        after: document.quizzes.filter(({ kind }) => kind === 'posttest').map(({ id }) => id),
      }));
    const [days, pairs, certificates] = await Promise.all([
      queries.daysToComplete(selection),
      queries.pairs(selection, tests),
      queries.certificates(selection, {
        today: day,
        in30: after(30),
        in60: after(60),
        in90: after(90),
      }),
    ]);
    return { days, pairs, certificates };
  }

  /** Failures are not kept: the next one to ask counts again. */
  const counted = (selection: Selection): Promise<Counted> => {
    const { cutOff, ...what } = selection;
    const turn = Math.floor(clock().getTime() / FRESH);
    const key = JSON.stringify([what, cutOff.day, turn]);
    const found = kept.get(key, () => count(selection));
    return found.catch(() => count(selection));
  };

  /** Municipalities in which somebody completed, and all there are. */
  async function coverageOf(selection: Selection): Promise<Statistics['coverage']> {
    const places = await counts.countsBy(selection, [DIMENSIONS.municipality.expression]);
    const reached = places.filter(
      ({ keys: [place = ''], counts: { completed } }) => isMunicipality(place) && completed > 0,
    );
    return { reached: reached.length, all: await queries.municipalities() };
  }

  /** To whoever may not list the people they are told once for each closed month, as they were first told. */
  async function statisticsFor(
    { selection, k, names }: Pick<AskedOf, 'selection' | 'k' | 'names'>,
    { completed, certified }: Figures,
  ): Promise<Statistics> {
    const made = async (): Promise<Statistics> => {
      const statistics = await statisticsOf(selection, k, names);
      // How many have completed stands in both of these, how many are certified in those by their end.
      return {
        ...statistics,
        ...(completed === null ? { time: null, gain: null } : {}),
        ...(certified === null ? { certificates: noCertificates } : {}),
      };
    };
    if (k === null) return made();
    const reader = { scopes: selection.scopes, names, k, closedOn: selection.cutOff.day };
    const told = await published.figures(
      { ...reader, grouping: 'statistics' },
      async () => flat(await made()),
      (name) => name.endsWith(' n'),
    );
    return Statistics.parse(nested(told));
  }

  async function statisticsOf(
    selection: Selection,
    k: number | null,
    names: readonly Clause[],
  ): Promise<Statistics> {
    const all = await counted(selection);
    const named =
      k === null || names.length === 0
        ? null
        : await counted({ ...selection, scopes: [...selection.scopes, names] });
    /** Whether those whom the reader may not list are enough, or none. */
    const isFit = (total: number, known: number): boolean =>
      k === null || total - known >= k || total === known;
    const n = countOf(all.days);
    const [median, p90] = [quantileOf(all.days, 0.5), quantileOf(all.days, 0.9)];
    const mayTellTime = isFit(n, named === null ? 0 : countOf(named.days));
    const mayTellGain = isFit(all.pairs.n, named?.pairs.n ?? 0);
    const others = KINDS.map((kind) => all.certificates[kind] - (named?.certificates[kind] ?? 0));
    const told = k === null ? others : hideSmallCounts(others, k);
    const certificates = Object.fromEntries(
      KINDS.map((kind, at) => [kind, told[at] === null ? null : all.certificates[kind]]),
    ) as Statistics['certificates'];
    return {
      time: median === null || p90 === null || !mayTellTime ? null : { n, median, p90 },
      gain: mayTellGain ? gainOf(all.pairs) : null,
      certificates,
      coverage: await coverageOf(selection),
    };
  }

  return async (actor: Actor, sent: Asked, language: Language): Promise<Indicators> => {
    const by = (group: GroupBy): Promise<Report> =>
      reports.completion(actor, 'reports.read', { ...sent, por: GROUP_NAMES[group] }, language);
    const { selection: latest, threshold } = await reports.selectionFor(
      actor,
      'reports.read',
      sent,
      language,
    );
    const chosen = Object.entries(sent).filter(([, value]) => value !== undefined);
    const isWhole = chosen.length === 0;
    const [bySex, byState, byMonth] = [await by('sex'), await by('state'), await by('period')];
    // Where she is told an earlier month once more, all of the page is of that month.
    const selection =
      threshold === null ? latest : { ...latest, cutOff: closedOn(bySex.cutOffDay) };
    const names = scopeOf(actor, 'people.read');
    const waiting = await learned.backlog();
    const isBehind = waiting !== null;
    const asked: AskedOf = { selection, k: threshold, names, isWhole, isBehind };
    const courses = bySex.choices.courses.map(({ key }) => key);
    const funnel = await learned.funnel(asked, courses);
    const isOfCourse = chosen.every(([name]) => name === 'curso');
    const askedOfCourse: AskedOf = { ...asked, isWhole: isOfCourse };
    const mastery = await learned.mastery(askedOfCourse);
    const counting =
      waiting === null || !mayTell(askedOfCourse)
        ? null
        : { waiting: threshold === null ? Math.floor(waiting / HUNDRED) * HUNDRED : null };
    const statistics =
      threshold === null || isWhole ? await statisticsFor(asked, bySex.total) : null;
    return { bySex, byState, byMonth, funnel, mastery, counting, statistics };
  };
}
export type IndicatorService = ReturnType<typeof indicatorService>;
