import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { digestOfItem, type KeyChange } from '../assessment/correction.ts';
import { attemptRepository } from '../assessment/repository.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { may, nowhere } from '../permissions/policy.ts';
import { correctionQueries, type Reach } from './correction-queries.ts';
import { correctionRecords, type Made } from './correction-records.ts';
import { regraded, type Regraded } from './regrade.ts';

/** An item that somebody may mend, and for whom. */
export interface MendableItem {
  version: CourseVersion;
  document: CourseDocument;
  item: ItemDocument;
  /** Null: everybody in the course. */
  groups: { id: string; name: string }[] | null;
  made: Made[];
}

/** What a change would do, before it is made. */
export interface Preview {
  counts: Record<Regraded['outcome'], number>;
  /** Attempts that cannot be scored anew. */
  erased: number;
  /** Those that would change and whose person the reader may know, by name. */
  changes: (Regraded & { name: string })[];
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  versions: Pick<CourseVersions, 'latestOf' | 'byId'>;
  onStepDone: OnStepDone;
}

/**
 * Mending an item of a published version. Whoever publishes the course mends it for everybody; an instructor for her
 * groups. What was drawn stays as it was kept: each attempt takes a dated correction beside it.
 */
export function correctionService({ db, clock, audit, versions, onStepDone }: Needs) {
  /** Whether an attempt drew the item as it reads in this version. */
  const drewSame = async (versionId: string, item: ItemDocument): Promise<boolean> => {
    const document = (await versions.byId(versionId))?.document;
    const drawn = document?.items.find(({ id }) => id === item.id);
    return drawn !== undefined && digestOfItem(drawn) === digestOfItem(item);
  };

  const reachOf = ({ version, groups }: MendableItem): Reach => ({
    courseId: version.courseId,
    cohortIds: groups?.map(({ id }) => id) ?? null,
  });

  async function* outcomes(
    handle: Db,
    mendable: MendableItem,
    correction: { id: string; change: KeyChange },
  ): AsyncGenerator<Regraded[]> {
    const { item } = mendable;
    for await (const attempts of correctionQueries(handle).drew(reachOf(mendable), item.id)) {
      const found: Regraded[] = [];
      for (const attempt of attempts)
        if (await drewSame(attempt.snapshot.versionId, item))
          found.push(regraded(attempt, { ...correction, itemId: item.id }));
      yield found;
    }
  }

  return {
    /** The item as the version has it that was asked for, or the newest that holds it. A missing page for everybody else. */
    async find(
      actor: Actor,
      slug: string,
      itemId: string,
      versionId: string | undefined,
    ): Promise<MendableItem> {
      const latest = await versions.latestOf(slug);
      const asked = versionId === undefined ? latest : await versions.byId(versionId);
      const item = asked?.document.items.find(({ id, use }) => id === itemId && use === 'quiz');
      if (!latest || !asked || item === undefined || asked.courseId !== latest.courseId)
        throw new Refusal('not-found', 'error.notFound');
      const { courseId } = asked;
      const isWhole = may(actor, 'courses.publish', { ...nowhere, courseId });
      const records = correctionRecords(db);
      const groups = isWhole ? null : await records.groups(actor, courseId);
      if (groups?.length === 0) throw new Refusal('not-found', 'error.notFound');
      const made = await records.made(courseId, itemId, groups?.map(({ id }) => id) ?? null);
      return { version: asked, document: asked.document, item, groups, made };
    },

    async preview(actor: Actor, mendable: MendableItem, change: KeyChange): Promise<Preview> {
      const counts = { same: 0, up: 0, down: 0, passes: 0, held: 0 };
      const changes: Preview['changes'] = [];
      for await (const batch of outcomes(db, mendable, { id: '', change })) {
        const changed = batch.filter(({ outcome }) => outcome !== 'same');
        const names = await correctionRecords(db).names(
          actor,
          changed.map(({ attempt }) => attempt.enrolmentId),
        );
        for (const one of batch) counts[one.outcome] += 1;
        for (const one of changed) {
          const name = names.get(one.attempt.enrolmentId);
          if (name !== undefined) changes.push({ ...one, name });
        }
      }
      const erased = await correctionQueries(db).erased(reachOf(mendable), mendable.item.id);
      return {
        counts,
        erased,
        changes: changes.sort((a, b) => a.name.localeCompare(b.name, 'es')),
      };
    },

    /**
     * Makes the correction: every attempt that drew the item follows in the same transaction, those that pass now complete
     * their course, and whatever would lower a passed result waits in a list. Answers how many scores followed.
     */
    async apply(
      actor: Actor,
      mendable: MendableItem,
      change: KeyChange,
      reason: string,
    ): Promise<{ followed: number; held: number }> {
      const { version, item, groups } = mendable;
      const now = clock();
      return db.transaction(async (trx) => {
        // Attempts that end at this moment wait, and then take the correction themselves.
        await trx('courses').select('id').where('id', version.courseId).forUpdate();
        const number = await correctionRecords(trx).next(version.courseId);
        let followed = 0;
        let held = 0;
        for (const cohortId of groups?.map(({ id }) => id) ?? [null]) {
          const id = newId();
          await trx('score_corrections').insert({
            id,
            course_id: version.courseId,
            cohort_id: cohortId,
            item_id: item.id,
            item_digest: digestOfItem(item),
            change: JSON.stringify(change),
            reason,
            made_by: actor.id,
            made_at: toColumn(now),
            number,
          });
          const part = {
            ...mendable,
            groups: groups?.filter((one) => one.id === cohortId) ?? null,
          };
          for await (const batch of outcomes(trx, part, { id, change })) {
            for (const { attempt, score, outcome } of batch) {
              await trx('attempt_corrections').insert({
                attempt_id: attempt.id,
                correction_id: id,
                old_score: attempt.score,
                new_score: score?.score ?? null,
                old_passed: attempt.passed,
                new_passed: score?.passed ?? null,
                state: outcome === 'held' ? 'held' : 'applied',
              });
              if (outcome === 'held') held += 1;
              if (outcome === 'held' || score === null) continue;
              if (outcome !== 'same') followed += 1;
              await attemptRepository(trx).score(attempt.id, score);
              if (outcome === 'passes') await onStepDone(trx, attempt.enrolmentId);
            }
          }
          await audit(trx, {
            actorId: actor.id,
            action: 'corrections.applied',
            objectType: 'course',
            objectId: version.courseId,
            institutionPath: actor.institutionPath,
            details: {
              question: item.id,
              kind: change.kind,
              ...(cohortId === null ? {} : { cohort: cohortId }),
              count: followed,
              left: held,
            },
          });
        }
        return { followed, held };
      });
    },
  };
}
export type CorrectionService = ReturnType<typeof correctionService>;
