import { z } from 'zod';
import { batches, type Row } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import { courseVersions } from '../courses/repository.ts';
import { progressOf } from '../enrolment/completion.ts';
import { factsOfMany } from '../enrolment/facts.ts';
import { STATUSES } from './validity.ts';

const EnrolmentRow = z.object({ id: z.string(), version_id: z.string(), status: z.string() });
const CertificateRow = z.object({ enrolment_id: z.string(), status: z.enum(STATUSES) });

/** What holds of certificates. */
export const certificateInvariants: Invariant[] = [
  {
    key: 'verify.oneCertificate',
    broken: ({ db }) =>
      idsOf(
        db('certificates as c')
          .where('c.status', 'current')
          .whereExists((other) => {
            void other
              .from('certificates as o')
              .select('o.id')
              .where('o.status', 'current')
              .whereRaw('o.person_id = c.person_id')
              .whereRaw('o.course_id = c.course_id')
              .whereRaw('o.cycle = c.cycle')
              .whereRaw('o.id <> c.id');
          }),
        'c.id',
      ),
  },
  {
    key: 'verify.certificateStates',
    broken: ({ db }) =>
      idsOf(
        db('certificates')
          .whereNotIn('status', [...STATUSES])
          .orWhereRaw("(status = 'current') <> (coalesce(current, 0) = 1)"),
      ),
  },
  { key: 'verify.certificateHistory', broken: ({ db }) => idsOf(untold(db), 'c.id') },
  {
    key: 'verify.certificateOwners',
    broken: ({ db }) =>
      idsOf(
        db('certificates as c')
          .join('enrolments as e', 'e.id', 'c.enrolment_id')
          .whereRaw(
            '(e.person_id <> c.person_id or e.course_id <> c.course_id or e.cycle <> c.cycle)',
          ),
        'c.id',
      ),
  },
  { key: 'verify.certificateRule', broken: againstTheRule },
  {
    key: 'verify.certificateDates',
    broken: ({ db }) =>
      idsOf(
        db('enrolments as e')
          .leftJoin('certificates as c', (current) => {
            void current.on('c.enrolment_id', 'e.id').andOnVal('c.current', 1);
          })
          .whereRaw(
            `(coalesce(e.certified_on, '') <> coalesce(c.issued_on, '')
              or coalesce(e.certified_until, '') <> coalesce(c.expires_on, ''))`,
          ),
        'e.id',
      ),
  },
];

/** Each certificate was issued or corrected, and what took it out of force is told with its date. */
const untold = (db: View['db']) => {
  const told = (...kinds: string[]) =>
    db('certificate_events as v')
      .select('v.id')
      .whereRaw('v.certificate_id = c.id')
      .whereIn('v.kind', kinds);
  return db('certificates as c').where((wrong) => {
    void wrong
      .whereNotExists(told('issued', 'corrected'))
      .orWhere((revoked) => revoked.where('c.status', 'revoked').whereNotExists(told('revoked')))
      .orWhere((gone) => gone.where('c.status', 'replaced').whereNotExists(told('replaced')));
  });
};

/**
 * A certificate is current exactly where the course is complete by its rule, save where it was revoked. Whoever has left a
 * course may have none.
 */
async function* againstTheRule({ db, reads }: View): AsyncIterable<string> {
  const versions = courseVersions(reads);
  for await (const rows of batches(db('enrolments'), ['id'])) {
    const enrolments = rows.map((row) => EnrolmentRow.parse(row));
    const ids = enrolments.map(({ id }) => id);
    const facts = await factsOfMany(db, ids);
    const certificates = (await db('certificates')
      .select('enrolment_id', 'status')
      .whereIn('enrolment_id', ids)) as Row[];
    const statuses = new Map<string, Set<string>>();
    for (const row of certificates) {
      const { enrolment_id: id, status } = CertificateRow.parse(row);
      statuses.set(id, (statuses.get(id) ?? new Set()).add(status));
    }
    for (const { id, version_id: versionId, status } of enrolments) {
      const version = await versions.byId(versionId);
      const complete = version !== null && progressOf(version.document, facts(id)).complete;
      const has = (state: string): boolean => statuses.get(id)?.has(state) === true;
      const fits = complete
        ? status === 'withdrawn' || (status === 'completed' && (has('current') || has('revoked')))
        : status !== 'completed' && !has('current');
      if (!fits) yield id;
    }
  }
}
