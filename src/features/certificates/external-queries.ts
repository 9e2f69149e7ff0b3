import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { PlaceColumns, placeOf } from '../permissions/place-row.ts';
import { scopeOf, type Place } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

export const EXTERNAL_STATES = ['asked', 'approved', 'declined'] as const;

/** A certificate that somebody brought from elsewhere. */
export interface ExternalCertificate {
  id: string;
  personId: string;
  name: string;
  course: { es: string; en: string };
  title: string;
  issuer: string;
  issuedOn: string;
  hours: number | null;
  state: (typeof EXTERNAL_STATES)[number];
  askedAt: Date;
  reasonSealed: string | null;
  /** Null once it was erased. */
  file: { type: string; bytes: number } | null;
  /** Where she belongs today, for the course that it stands for. */
  place: Place;
}

const Row = PlaceColumns.extend({
  id: z.string(),
  person_id: z.string(),
  display_name: z.string(),
  title_es: z.string(),
  title_en: z.string(),
  title: z.string(),
  issuer: z.string(),
  issued_on: z.string(),
  hours: z.number().nullable(),
  state: z.enum(EXTERNAL_STATES),
  asked_at: Instant,
  reason_sealed: z.string().nullable(),
  type: z.string().nullable(),
  bytes: z.number().nullable(),
}).transform((row): ExternalCertificate => ({
  id: row.id,
  personId: row.person_id,
  name: row.display_name,
  course: { es: row.title_es, en: row.title_en },
  title: row.title,
  issuer: row.issuer,
  issuedOn: row.issued_on,
  hours: row.hours,
  state: row.state,
  askedAt: row.asked_at,
  reasonSealed: row.reason_sealed,
  file: row.type === null || row.bytes === null ? null : { type: row.type, bytes: row.bytes },
  place: placeOf(row),
}));

const OF_EXTERNAL = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
  courseId: 'x.course_id',
};
const MOST = 200;

const certificates = (db: Db): Knex.QueryBuilder =>
  db('external_certificates as x')
    .join('people as p', 'p.id', 'x.person_id')
    .join('courses as c', 'c.id', 'x.course_id')
    .join('course_versions as v', 'v.id', 'c.current_version_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('x.id', 'x.person_id', 'p.display_name', 'v.title_es', 'v.title_en', 'x.title')
    .select('x.issuer', 'x.issued_on', 'x.hours', 'x.state', 'x.asked_at', 'x.reason_sealed')
    .select('x.type', 'x.bytes', 'p.side', 'i.path as institution_path', 'p.state_code')
    .select('p.cvegeo', 'p.network_id', 'x.course_id', db.raw('null as cohort_id'));

/** External certificates, as their owner and those who decide see them. Works on a pool or inside a transaction. */
export const externalQueries = (db: Db) => ({
  async ofPerson(personId: string): Promise<ExternalCertificate[]> {
    const rows = (await certificates(db)
      .where('x.person_id', personId)
      .orderBy([{ column: 'x.asked_at', order: 'desc' }, { column: 'x.id' }])) as unknown[];
    return rows.map((row) => Row.parse(row));
  },

  async byId(id: string): Promise<ExternalCertificate | null> {
    const row: unknown = await certificates(db).where('x.id', id).first();
    return row === undefined ? null : Row.parse(row);
  },

  /** Those that wait for somebody who may decide, the oldest first. Nobody decides about her own. */
  async waitingFor(actor: Actor): Promise<ExternalCertificate[]> {
    const query = certificates(db)
      .where({ 'x.state': 'asked', 'p.status': 'active' })
      .whereNot('x.person_id', actor.id);
    const rows = (await withinScope(query, scopeOf(actor, 'certificates.correct'), OF_EXTERNAL)
      .orderBy(['x.asked_at', 'x.id'])
      .limit(MOST)) as unknown[];
    return rows.map((row) => Row.parse(row));
  },

  /** The bytes of the evidence from one to another, both included, piece by piece. */
  async *evidence(id: string, start: number, end: number): AsyncGenerator<Buffer> {
    for (let number = Math.floor(start / PIECE); number * PIECE <= end; number += 1) {
      const row = Part.parse(
        await db('external_certificate_parts')
          .select('content')
          .where({ certificate_id: id, number })
          .first(),
      );
      if (row === undefined) return;
      const piece = Buffer.from(row.content, 'base64');
      yield piece.subarray(Math.max(0, start - number * PIECE), end + 1 - number * PIECE);
    }
  },
});

/** How many bytes a piece holds; only the last is shorter. */
export const PIECE = 60_000;
const Part = z.object({ content: z.string() }).optional();
