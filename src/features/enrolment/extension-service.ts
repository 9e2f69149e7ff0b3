import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { placesOf } from '../people/people-scope.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { may } from '../permissions/policy.ts';
import type { TellPerson } from './notices.ts';
import { cohortQueries } from './cohort-queries.ts';
import type { Cohort } from './cohort-sheets.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  tell: TellPerson;
}

/** More time that one person was given, and why. */
export interface Extension {
  until: string;
  reason: string;
  by: string;
  at: Date;
}

/** A member of a cohort whose due date is looked at. */
export interface MemberTime {
  cohort: Cohort;
  personId: string;
  name: string;
  /** Her last day as it stands; null when the cohort has none. */
  dueOn: string | null;
  extensions: Extension[];
}

const Member = z
  .object({
    id: z.string(),
    due_on: z.string().nullable(),
    display_name: z.string(),
    slug: z.string(),
  })
  .optional();
const Row = z.object({
  id: z.string(),
  until: z.string(),
  reason_sealed: z.string(),
  display_name: z.string(),
  granted_at: Instant,
});
const Last = z.object({ number: z.coerce.number().nullable() });
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

const reasonPlace = (id: string): string => `due_extensions ${id}`;

/** More time for one person than her cohort has: a later day and a reason, which she is told of and which stays. */
export function extensionService({ db, clock, audit, seal, tell }: Needs) {
  const memberFor = async (trx: Db, actor: Actor, cohortId: string, personId: string) => {
    const cohort = await cohortQueries(trx).byId(cohortId);
    const here = (await placesOf(trx, personId)).find((place) => place.cohortId === cohortId);
    if (
      cohort === null ||
      here === undefined ||
      !may(actor, 'enrolments.create', here) ||
      !may(actor, 'people.read', here)
    )
      throw unknown();
    const member = Member.parse(
      await trx('enrolments as e')
        .join('people as p', 'p.id', 'e.person_id')
        .join('courses as c', 'c.id', 'e.course_id')
        .select('e.id', 'e.due_on', 'p.display_name', 'c.slug')
        .where({ 'e.person_id': personId, 'e.cohort_id': cohortId })
        .whereNot('e.status', 'withdrawn')
        // Whoever is protected or has closed her account is on no list of names.
        .where('p.status', 'active')
        .first(),
    );
    if (member === undefined) throw unknown();
    return { cohort, member, dueOn: member.due_on ?? cohort.dueOn };
  };

  return {
    /** The due date of a member, with what was granted before. It names her: the look leaves a trace. */
    async timeOf(actor: Actor, cohortId: string, personId: string): Promise<MemberTime> {
      return db.transaction(async (trx) => {
        const { cohort, member, dueOn } = await memberFor(trx, actor, cohortId, personId);
        const rows: unknown[] = await trx('due_extensions as x')
          .join('people as p', 'p.id', 'x.granted_by')
          .select('x.id', 'x.until', 'x.reason_sealed', 'p.display_name', 'x.granted_at')
          .where('x.enrolment_id', member.id)
          .orderBy('x.number', 'desc');
        await audit(trx, {
          actorId: actor.id,
          action: 'cohorts.extensions-read',
          objectType: 'cohort',
          objectId: cohortId,
          institutionPath: cohort.place.institutionPath,
          details: { person: personId },
        });
        const extensions = rows.map((raw) => {
          const { id, until, reason_sealed: sealed, ...row } = Row.parse(raw);
          const reason = seal.open(sealed, reasonPlace(id));
          return { until, reason, by: row.display_name, at: row.granted_at };
        });
        return { cohort, personId, name: member.display_name, dueOn, extensions };
      });
    },

    /** Gives her until a later day. Null when it was given; otherwise what is wrong with it. */
    async extend(
      actor: Actor,
      { cohortId, personId }: { cohortId: string; personId: string },
      { until, reason }: { until: string; reason: string },
    ): Promise<Problems | null> {
      return db.transaction(async (trx) => {
        await lockPerson(trx, personId);
        const { cohort, member, dueOn } = await memberFor(trx, actor, cohortId, personId);
        const now = clock();
        const problems: Problems = {};
        if (dueOn === null) problems['hasta'] = ['extension.noDue'];
        else if (until <= dueOn || until < dayOf(now)) problems['hasta'] = ['extension.notLater'];
        if (!isFine(problems)) return problems;
        const { number } = Last.parse(
          await trx('due_extensions')
            .where('enrolment_id', member.id)
            .max({ number: 'number' })
            .first(),
        );
        const id = newId();
        await trx('due_extensions').insert({
          id,
          enrolment_id: member.id,
          number: (number ?? 0) + 1,
          until,
          reason_sealed: seal.seal(reason, reasonPlace(id)),
          granted_by: actor.id,
          granted_at: toColumn(now),
        });
        await trx('enrolments').where('id', member.id).update({ due_on: until });
        const { name: subject } = cohort;
        await tell(trx, { personId, what: 'due-extended', subject, slug: member.slug });
        await audit(trx, {
          actorId: actor.id,
          action: 'cohorts.due-extended',
          objectType: 'cohort',
          objectId: cohortId,
          institutionPath: cohort.place.institutionPath,
          details: { person: personId, until },
        });
        return null;
      });
    },
  };
}
export type ExtensionService = ReturnType<typeof extensionService>;
