import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Localized } from '../../lib/localized.ts';
import type { Place } from '../permissions/policy.ts';
import { STATUSES, type Status } from './validity.ts';
import { placeOf } from '../permissions/place-row.ts';

/** A certificate as it was issued: later changes of people, courses and institutions rewrite nothing in it. */
export interface Certificate {
  id: string;
  code: string;
  folio: string;
  enrolmentId: string;
  personId: string;
  courseId: string;
  courseCode: string;
  versionId: string;
  versionNumber: number;
  cycle: number;
  status: Status;
  holderName: string;
  title: Localized;
  hoursRequired: number;
  hoursCompleted: number;
  /** Hundredths of a percent; null for a course without a quiz in its certificate. */
  score: number | null;
  institutionName: string;
  signedBy: string | null;
  demo: boolean;
  issuedAt: Date;
  /** Day of the first issue; a corrected certificate keeps it. */
  issuedOn: string;
  expiresOn: string | null;
  replacesId: string | null;
  /** The certificate that took the place of this one. */
  replacedById: string | null;
  place: Place;
}

export const CertificateRow = z
  .object({
    id: z.string(),
    code: z.string(),
    folio: z.string(),
    enrolment_id: z.string(),
    person_id: z.string(),
    course_id: z.string(),
    course_code: z.string(),
    version_id: z.string(),
    version_number: z.number(),
    cycle: z.number(),
    status: z.enum(STATUSES),
    holder_name: z.string(),
    course_title_es: z.string(),
    course_title_en: z.string(),
    hours_required: z.number(),
    hours_completed: z.number(),
    score: z.number().nullable(),
    institution_name: z.string(),
    signed_by: z.string().nullable(),
    demo: Flag,
    issued_at: Instant,
    issued_on: z.string(),
    expires_on: z.string().nullable(),
    replaces_id: z.string().nullable(),
    replaced_by_id: z.string().nullable(),
    side: z.enum(SIDES),
    institution_path: z.string().nullable(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
    network_id: z.string().nullable(),
    cohort_id: z.string().nullable(),
  })
  .transform((row): Certificate => ({
    id: row.id,
    code: row.code,
    folio: row.folio,
    enrolmentId: row.enrolment_id,
    personId: row.person_id,
    courseId: row.course_id,
    courseCode: row.course_code,
    versionId: row.version_id,
    versionNumber: row.version_number,
    cycle: row.cycle,
    status: row.status,
    holderName: row.holder_name,
    title: { es: row.course_title_es, en: row.course_title_en },
    hoursRequired: row.hours_required,
    hoursCompleted: row.hours_completed,
    score: row.score,
    institutionName: row.institution_name,
    signedBy: row.signed_by,
    demo: row.demo,
    issuedAt: row.issued_at,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    replacesId: row.replaces_id,
    replacedById: row.replaced_by_id,
    place: placeOf(row),
  }));

export const EVENTS = ['issued', 'corrected', 'revoked', 'replaced'] as const;
export type EventKind = (typeof EVENTS)[number];

/** One line of a certificate's history. */
export interface CertificateEvent {
  kind: EventKind;
  at: Date;
  actorName: string | null;
  reason: string | null;
}
