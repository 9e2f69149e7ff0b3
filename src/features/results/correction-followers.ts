import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { LongReads } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { digestOfItem, type KeyChange } from '../assessment/correction.ts';
import { attemptRepository } from '../assessment/repository.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { attemptsWith, correctionQueries } from './correction-queries.ts';
import { regraded } from './regrade.ts';

/** So few that nobody's answers wait for long while they are written. */
export const AT_ONCE = 50;

const Row = z
  .object({
    id: z.string(),
    course_id: z.string(),
    cohort_id: z.string().nullable(),
    item_id: z.string(),
    item_digest: z.string(),
    change: z.string(),
    made_by: z.string(),
    institution_path: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    courseId: row.course_id,
    cohortId: row.cohort_id,
    itemId: row.item_id,
    digest: row.item_digest,
    change: JSON.parse(row.change) as KeyChange,
    madeBy: row.made_by,
    institutionPath: row.institution_path,
  }));
type Unfinished = z.output<typeof Row>;

const Counts = z.object({ followed: z.coerce.number(), held: z.coerce.number() });
const Taken = z.object({ attempt_id: z.string() });

/** Whether a version has an item as it read when it was wrong. */
export function sameItem(
  versions: Pick<CourseVersions, 'byId'>,
  itemId: string,
  digest: string,
): (versionId: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (versionId) => {
    const before = known.get(versionId);
    if (before !== undefined) return before;
    const document = (await versions.byId(versionId))?.document;
    const drawn = document?.items.find(({ id }) => id === itemId);
    const isSame = drawn !== undefined && digestOfItem(drawn) === digest;
    known.set(versionId, isSame);
    return isSame;
  };
}

interface Needs {
  db: Db;
  longReads: LongReads;
  clock: Clock;
  audit: Audit;
  versions: Pick<CourseVersions, 'byId'>;
  onStepDone: OnStepDone;
}

/**
 * Lets the attempts that had ended before a correction follow it, some in each transaction: each of them has its old score
 * or its new one with the correction written beside it, whenever the process stops. Whoever goes on begins with those that
 * have not taken it, and several may do so at once. A correction is finished before the next one of its course begins.
 */
export function correctionFollowers({ db, longReads, clock, audit, versions, onStepDone }: Needs) {
  const unfinished = async (courseId: string | null): Promise<Unfinished[]> => {
    const rows = (await db('score_corrections as c')
      .join('people as p', 'p.id', 'c.made_by')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .whereNull('c.finished_at')
      .modify((query) => {
        if (courseId !== null) void query.where('c.course_id', courseId);
      })
      .orderBy(['c.course_id', 'c.number', 'c.id'])
      .select('c.id', 'c.course_id', 'c.cohort_id', 'c.item_id', 'c.item_digest', 'c.change')
      .select('c.made_by', 'i.path as institution_path')) as unknown[];
    return rows.map((row) => Row.parse(row));
  };

  /** False when it is finished already. */
  const lock = async (trx: Db, { id }: Unfinished): Promise<boolean> => {
    const row: unknown = await trx('score_corrections')
      .where('id', id)
      .whereNull('finished_at')
      .forUpdate()
      .first('id');
    return row !== undefined;
  };

  async function take(
    trx: Db,
    correction: Unfinished,
    some: readonly string[],
    drewSame: (versionId: string) => Promise<boolean>,
  ): Promise<void> {
    const taken = (await trx('attempt_corrections')
      .where('correction_id', correction.id)
      .whereIn('attempt_id', [...some])
      .select('attempt_id')) as unknown[];
    const done = new Set(taken.map((row) => Taken.parse(row).attempt_id));
    const ids = some.filter((id) => !done.has(id));
    // A grade that is given at this moment is seen, or waits.
    await trx('attempts').select('id').whereIn('id', ids).orderBy('id').forUpdate();
    const rows: Record<string, unknown>[] = [];
    for (const attempt of await correctionQueries(trx).drew(ids, correction.itemId)) {
      if (!(await drewSame(attempt.snapshot.versionId))) continue;
      const { score, outcome } = regraded(attempt, correction);
      rows.push({
        attempt_id: attempt.id,
        correction_id: correction.id,
        old_score: attempt.score,
        new_score: score?.score ?? null,
        old_passed: attempt.passed,
        new_passed: score?.passed ?? null,
        state: outcome === 'held' ? 'held' : 'applied',
      });
      if (outcome === 'held' || score === null) continue;
      await attemptRepository(trx).score(attempt.id, score);
      if (outcome === 'passes') await onStepDone(trx, attempt.enrolmentId);
    }
    if (rows.length > 0) await trx('attempt_corrections').insert(rows);
  }

  const countsOf = async (trx: Db, { id }: Unfinished): Promise<z.output<typeof Counts>> =>
    Counts.parse(
      await trx('attempt_corrections')
        .where('correction_id', id)
        .first(
          trx.raw(`coalesce(sum(case when state = 'applied' and decided_at is null and new_score is not null
            and (old_score is null or old_score <> new_score or (new_passed = true and coalesce(old_passed, false) = false))
            then 1 else 0 end), 0) as followed`),
          trx.raw(
            `coalesce(sum(case when state = 'held' or decided_at is not null then 1 else 0 end), 0) as held`,
          ),
        ),
    );

  async function follow(correction: Unfinished): Promise<void> {
    const { courseId, cohortId, itemId } = correction;
    const reach = { courseId, cohortIds: cohortId === null ? null : [cohortId] };
    const drewSame = sameItem(versions, itemId, correction.digest);
    const ids = await attemptsWith(db, longReads, reach, itemId);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const goesOn = await db.transaction(async (trx) => {
        if (!(await lock(trx, correction))) return false;
        await take(trx, correction, ids.slice(from, from + AT_ONCE), drewSame);
        return true;
      });
      if (!goesOn) return;
      await nextTurn();
    }
    await db.transaction(async (trx) => {
      if (!(await lock(trx, correction))) return;
      const { followed, held } = await countsOf(trx, correction);
      await trx('score_corrections')
        .where('id', correction.id)
        .update({ finished_at: toColumn(clock()) });
      await audit(trx, {
        actorId: correction.madeBy,
        action: 'corrections.applied',
        objectType: 'course',
        objectId: courseId,
        institutionPath: correction.institutionPath,
        details: {
          question: itemId,
          kind: correction.change.kind,
          ...(cohortId === null ? {} : { cohort: cohortId }),
          count: followed,
          left: held,
        },
      });
    });
  }

  return {
    /** Finishes what is unfinished of a course, or of all of them, in the order in which it was made. */
    async finish(courseId: string | null): Promise<void> {
      for (const correction of await unfinished(courseId)) await follow(correction);
    },
  };
}
