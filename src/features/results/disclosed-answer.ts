import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { ExcuseItem } from '../assessment/grading.ts';
import { isOwnWords, readAnswerId, removeAnswers } from '../assessment/removed-answers.ts';
import { readSnapshot } from '../assessment/snapshot.ts';
import { PlaceColumns, placeOf } from '../permissions/place-row.ts';
import { STANDING } from '../permissions/standing.ts';
import { withStudents } from './students.ts';

const Row = PlaceColumns.extend({
  person_id: z.string(),
  enrolment_id: z.string(),
  snapshot: z.string(),
});

/** An answer that was handed in, as a text that may hold a disclosure. Marked, it counts whole: nobody fails for telling. */
export const disclosedAnswer = (excuseItem: ExcuseItem) => ({
  async find(db: Db, id: string) {
    const name = readAnswerId(id);
    if (name === null) return null;
    const { attemptId, itemId } = name;
    const found: unknown = await withStudents(
      db('attempt_answers as r')
        .join('attempts as a', 'a.id', 'r.attempt_id')
        .join('enrolments as e', 'e.id', 'a.enrolment_id'),
    )
      .where({ 'r.attempt_id': attemptId, 'r.item_id': itemId, 'p.status': 'active' })
      .whereNot('e.status', 'withdrawn')
      .whereNotNull('a.submitted_at')
      .whereNull('a.answers_erased_at')
      .whereNull('r.removed_at')
      .whereNot('r.response', '[]')
      .select(...STANDING, 'e.person_id', 'a.enrolment_id', 'a.snapshot')
      .first();
    if (found === undefined) return null;
    const row = Row.parse(found);
    const item = readSnapshot(row.snapshot).items.find((one) => one.id === itemId);
    if (item === undefined || !isOwnWords(item.type)) return null;
    const graded: unknown = await db('attempt_grades')
      .where({ attempt_id: attemptId, item_id: itemId })
      .first('number');
    return {
      personId: row.person_id,
      place: placeOf(row),
      backHref: `/ensenar/intentos/${attemptId}`,
      writeHref: `/ensenar/mensaje?para=${row.enrolment_id}`,
      mayGo: graded !== undefined,
    };
  },

  async protect(trx: Db, id: string, graderId: string): Promise<void> {
    const name = readAnswerId(id);
    if (name !== null) await excuseItem(trx, { ...name, graderId });
  },

  async erase(trx: Db, id: string, now: Date): Promise<void> {
    const name = readAnswerId(id);
    if (name !== null) await removeAnswers(trx, [name], now);
  },
});
