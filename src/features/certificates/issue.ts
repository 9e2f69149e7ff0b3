import type { Db } from '../../db/connection.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import { controllerIn } from '../accounts/settings.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { IssueCertificate } from '../enrolment/finish.ts';
import { newCode, newFolio } from './codes.ts';
import { issuingInstitution } from './issuer.ts';
import { certificateRepository } from './repository.ts';
import { addMonths } from './validity.ts';

/** Issues where no institution can, until the platform says who answers for it. */
const PLATFORM = 'Aula 1325';

interface Needs {
  clock: Clock;
  versions: Pick<CourseVersions, 'byId'>;
}

/**
 * Issues the certificate of an enrolment that was completed just now, inside the transaction that completed it. One
 * current certificate a person, course and cycle: null when she has it already.
 */
export const certificateIssuer =
  ({ clock, versions }: Needs): IssueCertificate =>
  async (trx, enrolment) => {
    const version = await versions.byId(enrolment.versionId);
    if (version === null) return null;
    const { document } = version;
    const certificates = certificateRepository(trx);
    const now = clock();
    const today = dayOf(now);
    const holder = await certificates.holder(enrolment.personId);
    const institution = await issuingInstitution(
      await certificates.trainingInstitutionOf(enrolment.id),
      (id) => certificates.institution(id),
      today,
    );
    const { validMonths, quizzes } = document.certificate;
    const id = newId();
    const added = await certificates.add({
      id,
      code: newCode(),
      folio: await freeFolio(trx, today),
      enrolmentId: enrolment.id,
      personId: enrolment.personId,
      courseId: enrolment.courseId,
      versionId: enrolment.versionId,
      cycle: enrolment.cycle,
      holderName: holder.name,
      title: document.title,
      ...hoursOf(document),
      score: meanOf(await certificates.passedScores(enrolment.id, quizzes)),
      institutionName: institution?.name ?? ((await controllerIn(trx)) || PLATFORM),
      signedBy: document.review.signedBy,
      demo: holder.demo,
      issuedAt: now,
      issuedOn: today,
      expiresOn: validMonths === null ? null : addMonths(today, validMonths),
      replacesId: null,
    });
    if (!added) return null;
    await certificates.record(id, { kind: 'issued', at: now, actorId: null, reason: null });
    return id;
  };

/** Field work is not recorded yet, so only the hours online count as completed. */
const hoursOf = ({ hours }: CourseDocument) => ({
  hoursRequired: hours.online + hours.field,
  hoursCompleted: hours.online,
});

/** One number for the certificate: the mean over its quizzes of the best passed score of each. */
const meanOf = (scores: readonly number[]): number | null =>
  scores.length === 0
    ? null
    : Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length);

/** A folio that nobody has. A unique key stands behind the question. */
export async function freeFolio(trx: Db, day: string): Promise<string> {
  const certificates = certificateRepository(trx);
  let folio = newFolio(day.slice(0, 4));
  while (await certificates.folioExists(folio)) folio = newFolio(day.slice(0, 4));
  return folio;
}
