import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { cohortQueries } from '../enrolment/cohort-queries.ts';
import type { Cohort } from '../enrolment/cohort-sheets.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { may, scopeOf } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

/** Something said to a whole group. */
export interface Announcement {
  id: string;
  title: string;
  text: string;
  author: string;
  group: string;
  courseTitle: Localized;
  publishedAt: Date;
  withdrawnAt: Date | null;
}

export interface NewAnnouncement {
  title: string;
  text: string;
  /** To the other groups of the course as well that the author accompanies. */
  toAll: boolean;
  sendKey: string;
}

const Row = z
  .object({
    id: z.string(),
    title: z.string(),
    body: z.string(),
    author: z.string(),
    name: z.string(),
    title_es: z.string(),
    title_en: z.string(),
    published_at: Instant,
    withdrawn_at: Instant.nullable(),
  })
  .transform((row): Announcement => ({
    id: row.id,
    title: row.title,
    text: row.body,
    author: row.author,
    group: row.name,
    courseTitle: { es: row.title_es, en: row.title_en },
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
  }));

const Ids = z.array(z.object({ id: z.string() }));
const Before = z.array(z.object({ title: z.string(), body: z.string() }));
const NEWEST = 50;
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

const OF_COHORT = {
  side: 'k.side',
  institutionPath: 'i.path',
  stateCode: 'i.state_code',
  cvegeo: 'i.cvegeo',
  courseId: 'k.course_id',
  cohortId: 'k.id',
};

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** Announcements to groups: a dated line for everybody in them, until it is withdrawn. */
export function announcementService({ db, clock, audit }: Needs) {
  const groups = (handle: Db) =>
    handle('cohorts as k').join('institutions as i', 'i.id', 'k.institution_id');

  const announcements = (handle: Db) =>
    handle('announcements as a')
      .join('cohorts as k', 'k.id', 'a.cohort_id')
      .join('institutions as i', 'i.id', 'k.institution_id')
      .join('courses as c', 'c.id', 'k.course_id')
      .join('course_versions as v', 'v.id', 'c.current_version_id')
      .join('people as w', 'w.id', 'a.author_id')
      .select('a.id', 'a.title', 'a.body', 'w.display_name as author', 'k.name')
      .select('v.title_es', 'v.title_en', 'a.published_at', 'a.withdrawn_at')
      .orderBy([{ column: 'a.published_at', order: 'desc' }, { column: 'a.id' }])
      .limit(NEWEST);

  const groupFor = async (handle: Db, actor: Actor, id: string): Promise<Cohort> => {
    const cohort = await cohortQueries(handle).byId(id);
    if (cohort === null || !may(actor, 'answers.read', cohort.place)) throw unknown();
    return cohort;
  };

  return {
    /** The group, for the form. Whoever does not accompany it knows of none. */
    async group(actor: Actor, cohortId: string): Promise<Cohort> {
      return groupFor(db, actor, cohortId);
    },

    /** What stands announced to the groups that a person is in, the newest first. */
    async toPerson(personId: string): Promise<Announcement[]> {
      const rows: unknown[] = await announcements(db)
        .whereNull('a.withdrawn_at')
        .whereExists(
          db('enrolments as e')
            .select('e.id')
            .whereRaw('e.cohort_id = a.cohort_id')
            .where('e.person_id', personId)
            .whereNot('e.status', 'withdrawn'),
        );
      return rows.map((row) => Row.parse(row));
    },

    /** What was announced to the groups that the actor accompanies, the newest first, withdrawn ones as well. */
    async ofCompanion(actor: Actor): Promise<Announcement[]> {
      const query = withinScope(announcements(db), scopeOf(actor, 'answers.read'), OF_COHORT);
      return ((await query) as unknown[]).map((row) => Row.parse(row));
    },

    /** Announces it; answers to how many groups. The same key again announces nothing more. */
    async announce(
      actor: Actor,
      cohortId: string,
      { title, text, toAll, sendKey }: NewAnnouncement,
    ): Promise<number> {
      return db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        const cohort = await groupFor(trx, actor, cohortId);
        const before = Before.parse(
          await trx('announcements')
            .select('title', 'body')
            .where({ author_id: actor.id, send_key: sendKey }),
        );
        const [first] = before;
        if (first !== undefined) {
          if (first.title === title && first.body === text) return before.length;
          throw new Refusal('conflict', 'messages.sentAlready');
        }
        const all = withinScope(groups(trx), scopeOf(actor, 'answers.read'), OF_COHORT)
          .select('k.id')
          .where('k.course_id', cohort.courseId);
        const ids = toAll ? Ids.parse(await all).map(({ id }) => id) : [cohortId];
        for (const id of ids) {
          await trx('announcements').insert({
            id: newId(),
            cohort_id: id,
            author_id: actor.id,
            title,
            body: text,
            published_at: toColumn(clock()),
            send_key: sendKey,
          });
        }
        await audit(trx, {
          actorId: actor.id,
          action: 'messages.announced',
          objectType: 'cohort',
          objectId: cohortId,
          institutionPath: cohort.place.institutionPath,
          details: { count: ids.length },
        });
        return ids.length;
      });
    },

    /** Takes it back from everybody's pages. Harmless to repeat. */
    async withdraw(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const row = z
          .object({ cohort_id: z.string() })
          .optional()
          .parse(await trx('announcements').select('cohort_id').where('id', id).first());
        if (row === undefined) throw unknown();
        const cohort = await groupFor(trx, actor, row.cohort_id);
        const withdrawn = await trx('announcements')
          .where('id', id)
          .whereNull('withdrawn_at')
          .update({ withdrawn_at: toColumn(clock()), withdrawn_by: actor.id });
        if (withdrawn === 0) return;
        await audit(trx, {
          actorId: actor.id,
          action: 'messages.announcement-withdrawn',
          objectType: 'cohort',
          objectId: cohort.id,
          institutionPath: cohort.place.institutionPath,
        });
      });
    },
  };
}
export type AnnouncementService = ReturnType<typeof announcementService>;
