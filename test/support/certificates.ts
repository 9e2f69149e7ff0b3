import { toColumn } from '../../src/db/columns.ts';
import { addPerson } from '../../src/demo/factories.ts';
import type { CourseVersion } from '../../src/features/courses/repository.ts';
import { dayOf } from '../../src/lib/clock.ts';
import type { Services } from '../../src/services.ts';

/** A person's enrolment in a version, with who she is today. */
export async function enrol(
  services: Services,
  personId: string,
  version: CourseVersion,
  { cycle = 1, cohortId = null }: { cycle?: number; cohortId?: string | null } = {},
): Promise<string> {
  const { db } = services.database;
  const person = (await db('people').where('id', personId).first()) as Record<string, unknown>;
  const institution = (await db('institutions')
    .where('id', (person['institution_id'] as string | null) ?? '')
    .first()) as { path: string } | undefined;
  const id = `e-${personId}-${version.document.slug}-${String(cycle)}`;
  await db('enrolments').insert({
    id,
    person_id: personId,
    course_id: version.courseId,
    version_id: version.id,
    cohort_id: cohortId,
    cycle,
    status: 'active',
    enrolled_at: toColumn(services.clock()),
    enrolled_on: dayOf(services.clock()),
    institution_id: person['institution_id'],
    institution_path: institution?.path ?? null,
    network_id: person['network_id'],
    cvegeo: person['cvegeo'],
    state_code: person['state_code'],
    sex: person['sex'],
    side: person['side'],
  });
  return id;
}

/** Writes that lessons were finished, all of them unless told. */
export async function finishLessons(
  services: Services,
  enrolmentId: string,
  version: CourseVersion,
  lessons: readonly string[] = version.document.lessons.map(({ id }) => id),
): Promise<void> {
  const now = toColumn(services.clock());
  for (const lesson of lessons) {
    await services.database.db('lesson_progress').insert({
      enrolment_id: enrolmentId,
      lesson_id: lesson,
      opened_at: now,
      done_at: now,
      alternative: false,
    });
  }
}

/** Writes a submitted attempt. The score is in hundredths of a percent. */
export async function writeAttempt(
  services: Services,
  enrolmentId: string,
  attempt: { personId: string; quizId: string; number: number; score: number; passed: boolean },
): Promise<void> {
  const now = toColumn(services.clock());
  await services.database.db('attempts').insert({
    id: `a-${enrolmentId}-${attempt.quizId}-${String(attempt.number)}`,
    enrolment_id: enrolmentId,
    person_id: attempt.personId,
    quiz_id: attempt.quizId,
    number: attempt.number,
    snapshot: '{}',
    started_at: now,
    submitted_at: now,
    score: attempt.score,
    passed: attempt.passed,
    critical_missed: 0,
  });
}

/** A person finishes a course and receives her certificate, whose id it answers. */
export async function certify(
  services: Services,
  personId: string,
  version: CourseVersion,
  how: { cycle?: number; cohortId?: string } = {},
): Promise<string> {
  const enrolmentId = await enrol(services, personId, version, how);
  await finishLessons(services, enrolmentId, version);
  for (const quizId of version.document.certificate.quizzes) {
    await writeAttempt(services, enrolmentId, {
      personId,
      quizId,
      number: 1,
      score: 8600,
      passed: true,
    });
  }
  const { certificateId } = await services.database.db.transaction((trx) =>
    services.onStepDone(trx, enrolmentId),
  );
  if (certificateId === null) throw new Error(`${personId} received no certificate`);
  return certificateId;
}

/** A person who is not of the demonstration. */
export async function addRealPerson(
  services: Services,
  person: {
    id: string;
    displayName: string;
    institutionId?: string;
    networkId?: string;
    cvegeo?: string;
    side?: 'community' | 'police';
  },
): Promise<void> {
  await addPerson(services.database.db, {
    username: person.id,
    passwordHash: 'none',
    sex: 'mujer',
    side: 'community',
    createdAt: services.clock(),
    ...person,
  });
}

/** The code of a certificate, as the database has it. */
export async function codeOf(services: Services, certificateId: string): Promise<string> {
  const row = (await services.database
    .db('certificates')
    .select('code')
    .where('id', certificateId)
    .first()) as { code: string };
  return row.code;
}
