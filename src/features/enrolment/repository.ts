import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import type { Place } from '../permissions/policy.ts';
import type { ProgressFacts } from './completion.ts';
import { FACTS, FactsRow, toFacts } from './facts.ts';
import { placeOf } from '../permissions/place-row.ts';

/** A person in a course: her version of it, and who she was on the day she enrolled. */
export interface Enrolment {
  id: string;
  personId: string;
  courseId: string;
  versionId: string;
  cohortId: string | null;
  cycle: number;
  status: 'active' | 'completed' | 'withdrawn';
  enrolledAt: Date;
  completedAt: Date | null;
  place: Place;
  sex: string;
  institutionId: string | null;
}

/** Ids in one question: an engine takes so many and no more. */
const BATCH = 200;

const COLUMNS = `e.id, e.person_id, e.course_id, e.version_id, e.cohort_id, e.cycle, e.status, e.enrolled_at, e.completed_at,
  e.institution_id, e.institution_path, e.network_id, e.cvegeo, e.state_code, e.sex, e.side`;

const EnrolmentRow = z
  .object({
    id: z.string(),
    person_id: z.string(),
    course_id: z.string(),
    version_id: z.string(),
    cohort_id: z.string().nullable(),
    cycle: z.number(),
    status: z.enum(['active', 'completed', 'withdrawn']),
    enrolled_at: Instant,
    completed_at: Instant.nullable(),
    institution_id: z.string().nullable(),
    institution_path: z.string().nullable(),
    network_id: z.string().nullable(),
    cvegeo: z.string().nullable(),
    state_code: z.string().nullable(),
    sex: z.string(),
    side: z.enum(SIDES),
  })
  .transform((row): Enrolment => ({
    id: row.id,
    personId: row.person_id,
    courseId: row.course_id,
    versionId: row.version_id,
    cohortId: row.cohort_id,
    cycle: row.cycle,
    status: row.status,
    enrolledAt: row.enrolled_at,
    completedAt: row.completed_at,
    institutionId: row.institution_id,
    sex: row.sex,
    place: placeOf(row),
  }));

/** An enrolment with what was done in it and the newest version of its course, which may be a later one than hers. */
export interface EnrolmentInCourse extends Enrolment {
  currentVersionId: string | null;
  facts: ProgressFacts;
}

const InCourseRow = FactsRow.and(z.object({ current_version_id: z.string().nullable() }));

/** Enrolments on the hot path: prepared reads, outside any transaction. */
export const enrolmentReads = (reads: Reads) => ({
  /** The newest cycle of a person in a course; withdrawn ones do not count. */
  async ofPerson(personId: string, slug: string): Promise<EnrolmentInCourse | null> {
    const [row] = await reads.all(
      `select ${COLUMNS}, c.current_version_id, ${FACTS} from enrolments e join courses c on c.id = e.course_id
        where e.person_id = ? and c.slug = ? and e.status <> 'withdrawn' order by e.cycle desc limit 1`,
      [personId, slug],
    );
    if (row === undefined) return null;
    const { current_version_id: currentVersionId, ...done } = InCourseRow.parse(row);
    return { ...EnrolmentRow.parse(row), currentVersionId, facts: toFacts(done) };
  },

  /** Slugs of the courses that a person has completed, whatever the cycle, or whose like she has approved from elsewhere. */
  async finishedBy(personId: string): Promise<Set<string>> {
    const rows = await reads.all(
      `select distinct c.slug from enrolments e join courses c on c.id = e.course_id
        where e.person_id = ? and e.completed_at is not null
       union select c.slug from external_certificates x join courses c on c.id = x.course_id
        where x.person_id = ? and x.state = 'approved'`,
      [personId, personId],
    );
    return new Set(rows.map((row) => (row as { slug: string }).slug));
  },

  /** All enrolments of a person that are not withdrawn, newest first. */
  async allOfPerson(personId: string): Promise<Enrolment[]> {
    const rows = await reads.all(
      `select ${COLUMNS} from enrolments e
        where e.person_id = ? and e.status <> 'withdrawn' order by e.enrolled_at desc, e.id`,
      [personId],
    );
    return rows.map((row) => EnrolmentRow.parse(row));
  },
});

export type EnrolmentReads = ReturnType<typeof enrolmentReads>;

/** The same inside a transaction, where what was just written must be seen. */
export const enrolmentRepository = (trx: Db) => ({
  async byId(id: string): Promise<Enrolment | null> {
    const row: unknown = await trx('enrolments as e')
      .select(trx.raw(COLUMNS))
      .where('e.id', id)
      .first();
    return row === undefined ? null : EnrolmentRow.parse(row);
  },

  /**
   * The same, and nobody else changes it until this transaction ends. Rows that point to it may still be written: two
   * transactions that both did so would otherwise wait for each other.
   */
  async lock(id: string): Promise<Enrolment | null> {
    const row: unknown = await trx('enrolments as e')
      .select(trx.raw(COLUMNS))
      .where('e.id', id)
      .forNoKeyUpdate()
      .first();
    return row === undefined ? null : EnrolmentRow.parse(row);
  },

  /** The newest cycle of a person in a course, withdrawn or not. */
  async newest(personId: string, courseId: string): Promise<Enrolment | null> {
    const row: unknown = await trx('enrolments as e')
      .select(trx.raw(COLUMNS))
      .where({ 'e.person_id': personId, 'e.course_id': courseId })
      .orderBy('e.cycle', 'desc')
      .first();
    return row === undefined ? null : EnrolmentRow.parse(row);
  },

  /** The newest cycle of each of these people in a course, by person. */
  async newestOf(personIds: readonly string[], courseId: string): Promise<Map<string, Enrolment>> {
    const found = new Map<string, Enrolment>();
    for (let from = 0; from < personIds.length; from += BATCH) {
      const rows: unknown[] = await trx('enrolments as e')
        .select(trx.raw(COLUMNS))
        .where('e.course_id', courseId)
        .whereIn('e.person_id', personIds.slice(from, from + BATCH))
        .orderBy('e.cycle');
      for (const row of rows) {
        const enrolment = EnrolmentRow.parse(row);
        found.set(enrolment.personId, enrolment);
      }
    }
    return found;
  },

  async withdraw(id: string, now: Date): Promise<void> {
    await trx('enrolments')
      .where('id', id)
      .update({ status: 'withdrawn', withdrawn_at: toColumn(now) });
  },

  /** Takes up again what was withdrawn: version, facts and snapshot stay as they were. */
  async resume({ id, completedAt }: Enrolment): Promise<void> {
    await trx('enrolments')
      .where('id', id)
      .update({ status: completedAt === null ? 'active' : 'completed', withdrawn_at: null });
  },

  async complete(id: string, now: Date): Promise<void> {
    await trx('enrolments')
      .where('id', id)
      .update({ status: 'completed', completed_at: toColumn(now), completed_on: dayOf(now) });
  },

  /** From when until when its current certificate is in force, as reports count it. Nulls: it has none. */
  async certify(
    id: string,
    { on, until }: { on: string | null; until: string | null },
  ): Promise<void> {
    await trx('enrolments').where('id', id).update({ certified_on: on, certified_until: until });
  },

  async facts(enrolmentId: string): Promise<ProgressFacts> {
    const row: unknown = await trx('enrolments as e')
      .select(trx.raw(FACTS))
      .where('e.id', enrolmentId)
      .first();
    return toFacts(FactsRow.parse(row));
  },
});
