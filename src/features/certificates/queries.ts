import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Clause } from '../permissions/policy.ts';
import { ENROLMENT_PLACE, withinScope } from '../permissions/scope-filter.ts';
import { CertificateRow, EVENTS, type Certificate, type CertificateEvent } from './certificate.ts';
import { STATUSES, type Status } from './validity.ts';

const SELECT = `
  select k.*, v.number as version_number, c.code as course_code, r.id as replaced_by_id,
         e.side, e.institution_path, e.state_code, e.cvegeo, e.network_id, e.cohort_id
    from certificates k
    join course_versions v on v.id = k.version_id
    join courses c on c.id = k.course_id
    join enrolments e on e.id = k.enrolment_id
    left join certificates r on r.replaces_id = k.id`;

const BY_ID = `${SELECT} where k.id = ?`;
const BY_CODE = `${SELECT} where k.code = ?`;
const OF_PERSON = `${SELECT} where k.person_id = ? order by k.issued_on desc, k.issued_at desc, k.id`;

const one = (rows: readonly unknown[]): Certificate | null =>
  rows.length === 0 ? null : CertificateRow.parse(rows[0]);

const EventRow = z
  .object({
    kind: z.enum(EVENTS),
    at: Instant,
    actor_name: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .transform((row): CertificateEvent => ({
    kind: row.kind,
    at: row.at,
    actorName: row.actor_name,
    reason: row.reason,
  }));

/** Certificates as pages read them, outside any transaction. */
export const certificateReads = (reads: Reads) => ({
  async byId(id: string): Promise<Certificate | null> {
    return one(await reads.all(BY_ID, [id]));
  },

  async byCode(code: string): Promise<Certificate | null> {
    return one(await reads.all(BY_CODE, [code]));
  },

  /** All that a person ever received, newest first. */
  async ofPerson(personId: string): Promise<Certificate[]> {
    return (await reads.all(OF_PERSON, [personId])).map((row) => CertificateRow.parse(row));
  },

  /** Whether somebody is hidden under threat. */
  async isHidden(personId: string): Promise<boolean> {
    const rows = await reads.all(`select id from people where id = ? and status = 'frozen'`, [
      personId,
    ]);
    return rows.length > 0;
  },

  /** The id of the current certificate of an enrolment. */
  async currentOf(enrolmentId: string): Promise<string | null> {
    const rows = await reads.all(
      'select id from certificates where enrolment_id = ? and current = 1',
      [enrolmentId],
    );
    return (rows[0] as { id: string } | undefined)?.id ?? null;
  },

  /** The history of one certificate, oldest first. */
  async events(certificateId: string): Promise<CertificateEvent[]> {
    const rows = await reads.all(
      `select v.kind, v.at, v.reason, p.display_name as actor_name
         from certificate_events v left join people p on p.id = v.actor_id
        where v.certificate_id = ? order by v.at, case v.kind when 'issued' then 0 when 'corrected' then 1 else 2 end`,
      [certificateId],
    );
    return z.array(EventRow).parse(rows);
  },
});

/** One line of the administrators' list. */
export interface ListedCertificate {
  id: string;
  folio: string;
  holderName: string;
  titleEs: string;
  titleEn: string;
  status: Status;
  issuedOn: string;
  expiresOn: string | null;
}

const Row = z
  .object({
    id: z.string(),
    folio: z.string(),
    holder_name: z.string(),
    course_title_es: z.string(),
    course_title_en: z.string(),
    status: z.enum(STATUSES),
    issued_on: z.string(),
    expires_on: z.string().nullable(),
  })
  .transform((row): ListedCertificate => ({
    id: row.id,
    folio: row.folio,
    holderName: row.holder_name,
    titleEs: row.course_title_es,
    titleEn: row.course_title_en,
    status: row.status,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
  }));

export const certificateQueries = (db: Db) => ({
  /**
   * Certificates within a scope, newest first: the one with a folio, or those whose holder's name has all these words. Those
   * of people under protection only within the scope of who protects them.
   */
  async list(
    { scope, protecting }: { scope: readonly Clause[]; protecting: readonly Clause[] },
    {
      folio,
      words,
      limit,
      offset,
    }: { folio: string | null; words: string[]; limit: number; offset: number },
  ): Promise<ListedCertificate[]> {
    const query = db('certificates as k')
      .join('enrolments as e', 'e.id', 'k.enrolment_id')
      .join('people as h', 'h.id', 'k.person_id')
      .where((any) => {
        void any.whereNot('h.status', 'frozen');
        void any.orWhere((hidden) => withinScope(hidden, protecting, ENROLMENT_PLACE));
      })
      .select('k.id', 'k.folio', 'k.holder_name', 'k.course_title_es', 'k.course_title_en')
      .select('k.status', 'k.issued_on', 'k.expires_on')
      .orderBy([
        { column: 'k.issued_on', order: 'desc' },
        { column: 'k.id', order: 'asc' },
      ])
      .limit(limit)
      .offset(offset);
    if (folio !== null) void query.where('k.folio', folio);
    // Words hold letters and digits only, so nothing in them is a wildcard.
    for (const word of words) void query.where('k.search_text', 'like', `%${word}%`);
    const rows: unknown[] = await withinScope(query, scope, ENROLMENT_PLACE);
    return z.array(Row).parse(rows);
  },
});
