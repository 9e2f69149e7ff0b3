import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, monthsBefore, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { parityOf, type ParityLine } from './parity.ts';
import { lacksOf, type Lack } from './readiness.ts';
import { readinessQueries, type DeployingRow } from './readiness-queries.ts';

export interface ReadyPerson {
  name: string;
  lacks: Lack[];
}

/** A group that deploys, and who of it can. */
export interface ReadyGroup {
  id: string;
  name: string;
  course: Localized;
  deploysOn: string;
  mission: string | null;
  people: ReadyPerson[];
  ready: number;
  /** Women among all of the group, and among those who can deploy (I-18). */
  women: number;
  womenReady: number;
}

export interface Readiness {
  months: string[];
  month: string | null;
  groups: ReadyGroup[];
  /** I-18, of groups that left within the last twelve months or will leave. */
  parity: ParityLine[];
  today: string;
}

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  clock: Clock;
  audit: Audit;
  versions: Pick<CourseVersions, 'byId'>;
}

/**
 * Who can deploy in a month and what each of the others lacks. By name, so only people whom the actor may list; each look
 * and each file leaves an audit event before anything is shown.
 */
export function readinessService({ database: { db, longReads }, clock, audit, versions }: Needs) {
  const queries = readinessQueries(db, longReads);

  async function groupsOf(rows: readonly DeployingRow[]): Promise<ReadyGroup[]> {
    const groups = new Map<string, ReadyGroup>();
    for (const row of rows) {
      const { cohort } = row;
      const document = (await versions.byId(row.versionId))?.document;
      if (document === undefined) continue;
      let group = groups.get(cohort.id);
      if (group === undefined) {
        group = {
          ...cohort,
          course: document.title,
          people: [],
          ready: 0,
          women: 0,
          womenReady: 0,
        };
        groups.set(cohort.id, group);
      }
      const lacks = lacksOf(row, document, cohort.deploysOn);
      const isWoman = row.sex === 'mujer';
      group.people.push({ name: row.name, lacks });
      if (isWoman) group.women += 1;
      if (lacks.length > 0) continue;
      group.ready += 1;
      if (isWoman) group.womenReady += 1;
    }
    return [...groups.values()];
  }

  async function read(
    actor: Actor,
    asked: string | undefined,
    action: 'readiness.read' | 'readiness.exported',
  ): Promise<Readiness> {
    const today = dayOf(clock());
    const months = await queries.months(actor, today);
    const month = asked ?? months[0] ?? null;
    const yearAgo = dayOf(monthsBefore(clock(), 12));
    const parity = parityOf(await queries.readySince(actor, yearAgo));
    if (month === null) return { months, month, groups: [], parity, today };
    if (!months.includes(month) && asked !== undefined && action === 'readiness.exported')
      throw new Refusal('not-found', 'error.notFound');
    const groups = await groupsOf(await queries.of(actor, month, today));
    const rows = groups.reduce((sum, { people }) => sum + people.length, 0);
    await db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action,
        objectType: 'report',
        objectId: null,
        institutionPath: actor.institutionPath,
        details: { filters: month, rows },
      }),
    );
    return { months, month, groups, parity, today };
  }

  return {
    /** For the page: the month asked for, else the next one in which somebody deploys. */
    page: (actor: Actor, month: string | undefined) => read(actor, month, 'readiness.read'),
    /** For a file. */
    file: (actor: Actor, month: string | undefined) => read(actor, month, 'readiness.exported'),

    /** How many certificates expire within 90 days. */
    expiring(actor: Actor): Promise<number> {
      const now = clock();
      const before = dayOf(new Date(now.getTime() + 90 * DAY));
      return queries.expiring(actor, dayOf(now), before);
    },

    /** How many of the next month can deploy, without names: for the home. */
    async next(actor: Actor): Promise<{ month: string; people: number; ready: number } | null> {
      const today = dayOf(clock());
      const [month] = await queries.months(actor, today);
      if (month === undefined) return null;
      const groups = await groupsOf(await queries.of(actor, month, today));
      const sum = (what: (group: ReadyGroup) => number): number =>
        groups.reduce((all, group) => all + what(group), 0);
      return { month, people: sum(({ people }) => people.length), ready: sum((g) => g.ready) };
    },
  };
}
export type ReadinessService = ReturnType<typeof readinessService>;
