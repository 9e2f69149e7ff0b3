import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { progressOf, type OnStepDone } from './completion.ts';
import { enrolmentRepository, type Enrolment } from './repository.ts';

/** Port: issues the certificate of an enrolment that was completed just now. Null where nothing is issued. */
export type IssueCertificate = (trx: Db, enrolment: Enrolment) => Promise<string | null>;

interface Needs {
  versions: CourseVersions;
  clock: Clock;
  issue: IssueCertificate;
}

/** Marks an enrolment completed once its rule is met, and has its certificate issued in the same transaction. */
export const stepDone =
  ({ versions, clock, issue }: Needs): OnStepDone =>
  async (trx, enrolmentId) => {
    const repository = enrolmentRepository(trx);
    // Two steps that end at the same moment must see each other, or neither would complete the course.
    const enrolment = await repository.lock(enrolmentId);
    if (enrolment?.status !== 'active') return { certificateId: null };
    // Answered from memory: whoever did the step has just read this version.
    const version = await versions.byId(enrolment.versionId);
    if (version === null) return { certificateId: null };
    const { complete } = progressOf(version.document, await repository.facts(enrolmentId));
    if (!complete) return { certificateId: null };
    const completedAt = clock();
    await repository.complete(enrolmentId, completedAt);
    return { certificateId: await issue(trx, { ...enrolment, status: 'completed', completedAt }) };
  };
