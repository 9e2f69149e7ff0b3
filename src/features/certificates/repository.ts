import { z } from 'zod';
import { Flag, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { enrolmentRepository } from '../enrolment/repository.ts';
import { CertificateRow, type Certificate, type EventKind } from './certificate.ts';
import type { Institution } from './issuer.ts';
import type { Status } from './validity.ts';

export type NewCertificate = Omit<
  Certificate,
  'courseCode' | 'versionNumber' | 'status' | 'replacedById' | 'place'
>;

const InstitutionRow = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    level: z.string(),
    parent_id: z.string().nullable(),
    valid_to: z.string().nullable(),
    successor_id: z.string().nullable(),
  })
  .transform((row): Institution => ({
    id: row.id,
    name: row.name,
    type: row.type,
    level: row.level,
    parentId: row.parent_id,
    validTo: row.valid_to,
    successorId: row.successor_id,
  }));

/** Certificates as they are written, inside a transaction. */
export const certificateRepository = (trx: Db) => ({
  /** Reads a certificate and keeps others from changing it until the transaction ends. */
  async lock(id: string): Promise<Certificate | null> {
    await trx('certificates').select('id').where('id', id).forNoKeyUpdate();
    const [row] = (await trx
      .select(
        'k.*',
        'v.number as version_number',
        'c.code as course_code',
        'r.id as replaced_by_id',
      )
      .select(
        'e.side',
        'e.institution_path',
        'e.state_code',
        'e.cvegeo',
        'e.network_id',
        'e.cohort_id',
      )
      .from('certificates as k')
      .join('course_versions as v', 'v.id', 'k.version_id')
      .join('courses as c', 'c.id', 'k.course_id')
      .join('enrolments as e', 'e.id', 'k.enrolment_id')
      .leftJoin('certificates as r', 'r.replaces_id', 'k.id')
      .where('k.id', id)) as unknown[];
    return row === undefined ? null : CertificateRow.parse(row);
  },

  async holder(personId: string): Promise<{ name: string; demo: boolean }> {
    const row = z
      .object({ display_name: z.string(), demo: Flag })
      .parse(await trx('people').select('display_name', 'demo').where('id', personId).first());
    return { name: row.display_name, demo: row.demo };
  },

  async institution(id: string): Promise<Institution | null> {
    const row: unknown = await trx('institutions').where('id', id).first();
    return row === undefined ? null : InstitutionRow.parse(row);
  },

  /** Who answers for a person's training: her group's institution, her network's sponsor, or her own institution. */
  async trainingInstitutionOf(enrolmentId: string): Promise<string | null> {
    const row = z
      .object({
        cohort: z.string().nullable(),
        sponsor: z.string().nullable(),
        own: z.string().nullable(),
      })
      .parse(
        await trx('enrolments as e')
          .leftJoin('cohorts as h', 'h.id', 'e.cohort_id')
          .leftJoin('networks as n', 'n.id', 'e.network_id')
          .select(
            'h.institution_id as cohort',
            'n.sponsor_id as sponsor',
            'e.institution_id as own',
          )
          .where('e.id', enrolmentId)
          .first(),
      );
    return row.cohort ?? row.sponsor ?? row.own;
  },

  /** The best passed score of each of these quizzes that the enrolment passed, in hundredths of a percent. */
  async passedScores(enrolmentId: string, quizIds: readonly string[]): Promise<number[]> {
    if (quizIds.length === 0) return [];
    const rows: unknown[] = await trx('attempts')
      .where({ enrolment_id: enrolmentId, passed: true })
      .whereIn('quiz_id', [...quizIds])
      .groupBy('quiz_id')
      .select('quiz_id')
      .max({ score: 'score' });
    return rows
      .map((row) => z.object({ score: z.coerce.number().nullable() }).parse(row).score)
      .filter((score) => score !== null);
  },

  async folioExists(folio: string): Promise<boolean> {
    return (await trx('certificates').select('id').where('folio', folio).first()) !== undefined;
  },

  /** Adds a current certificate. Answers false, and adds nothing, when the person has one for this course and cycle. */
  async add(certificate: NewCertificate): Promise<boolean> {
    const added: unknown[] = await trx('certificates')
      .insert({
        id: certificate.id,
        code: certificate.code,
        folio: certificate.folio,
        enrolment_id: certificate.enrolmentId,
        person_id: certificate.personId,
        course_id: certificate.courseId,
        version_id: certificate.versionId,
        cycle: certificate.cycle,
        current: 1,
        status: 'current',
        holder_name: certificate.holderName,
        search_text: toSearchText(certificate.holderName),
        course_title_es: certificate.title.es,
        course_title_en: certificate.title.en,
        hours_required: certificate.hoursRequired,
        hours_completed: certificate.hoursCompleted,
        score: certificate.score,
        institution_name: certificate.institutionName,
        signed_by: certificate.signedBy,
        demo: certificate.demo,
        issued_at: toColumn(certificate.issuedAt),
        issued_on: certificate.issuedOn,
        expires_on: certificate.expiresOn,
        replaces_id: certificate.replacesId,
      })
      .onConflict(['person_id', 'course_id', 'cycle', 'current'])
      .ignore()
      .returning('id');
    if (added.length === 0) return false;
    const { enrolmentId, issuedOn, expiresOn } = certificate;
    await enrolmentRepository(trx).certify(enrolmentId, { on: issuedOn, until: expiresOn });
    return true;
  },

  /** Takes a certificate out of force. */
  async end(
    { id, enrolmentId }: Pick<Certificate, 'id' | 'enrolmentId'>,
    status: Exclude<Status, 'current'>,
  ): Promise<void> {
    await trx('certificates').where('id', id).update({ current: null, status });
    await enrolmentRepository(trx).certify(enrolmentId, { on: null, until: null });
  },

  async record(
    certificateId: string,
    event: { kind: EventKind; at: Date; actorId: string | null; reason: string | null },
  ): Promise<void> {
    await trx('certificate_events').insert({
      id: newId(),
      certificate_id: certificateId,
      kind: event.kind,
      at: toColumn(event.at),
      actor_id: event.actorId,
      reason: event.reason,
      details: '{}',
    });
  },
});
