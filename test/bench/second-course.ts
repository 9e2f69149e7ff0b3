import type { Knex } from 'knex';
import type { Services } from '../../src/services.ts';

/**
 * A second course for everybody: as many enrolments again, each as far as the first one, so that there are two for every
 * person. Whoever completed the first has read the second, passed its tests, what she answered there erased since, and holds its
 * certificate.
 */
export async function secondCourse(db: Knex, { versions }: Services): Promise<void> {
  const [slug] = await db('courses as c')
    .leftJoin('enrolments as e', 'e.course_id', 'c.id')
    .whereNull('e.id')
    .whereNotNull('c.current_version_id')
    .orderBy('c.code')
    .limit(1)
    .pluck<string[]>('c.slug');
  const version = slug === undefined ? null : await versions.currentOf(slug);
  if (version === null) throw new Error('There is no second course');
  const { courseId, id: versionId, document } = version;
  const ofCourse = {
    id: db.raw(`f.id || '.2'`),
    course_id: courseId,
    version_id: versionId,
  };
  const ofEnrolment = { enrolment_id: db.raw(`f.enrolment_id || '.2'`) };
  const isCompleted = `in (select e.id from enrolments e where e.status = 'completed')`;

  await copy(
    db,
    'enrolments',
    'not exists (select 1 from enrolments o where o.person_id = f.person_id and o.id > f.id)',
    // What came before is found out by the database.
    { ...ofCourse, cohort_id: null, tried_on: null, again: null },
  );
  for (const { id } of document.lessons)
    await db.raw(
      `insert into lesson_progress (enrolment_id, lesson_id, opened_at, done_at, alternative)
       select id, ?, started_at, started_at, false from enrolments where course_id = ? and status = 'completed'`,
      [id, courseId],
    );
  for (const quiz of document.certificate.quizzes)
    await copy(
      db,
      'attempts',
      `f.enrolment_id || '.2' ${isCompleted} and f.passed = true and not exists (
         select 1 from attempts o where o.enrolment_id = f.enrolment_id and o.passed = true and o.id > f.id)`,
      {
        ...{ ...ofEnrolment, quiz_id: quiz, number: 1 },
        id: db.raw(`f.id || '.2.' || ?`, [quiz]),
        ...{ submission_key: null, submission_digest: null },
        answers_erased_at: db.ref('f.submitted_at'),
      },
    );
  await copy(db, 'certificates', `f.current = 1 and f.enrolment_id || '.2' ${isCompleted}`, {
    ...{ ...ofCourse, ...ofEnrolment, replaces_id: null },
    ...{ code: db.raw(`f.code || '.2'`), folio: db.raw(`f.folio || '.2'`) },
  });
  await copy(
    db,
    'certificate_events',
    `f.certificate_id || '.2' in (select c.id from certificates c)`,
    { id: ofCourse.id, certificate_id: db.raw(`f.certificate_id || '.2'`) },
  );
}

/** Copies rows with some columns changed. */
async function copy(
  db: Knex,
  table: string,
  which: string,
  changed: Readonly<Record<string, Knex.Value>>,
): Promise<void> {
  const columns = Object.keys(await db(table).columnInfo());
  const rows = db(`${table} as f`)
    .select(
      columns.map((name) => (name in changed ? db.raw('?', [changed[name] ?? null]) : `f.${name}`)),
    )
    .whereRaw(which);
  await db(db.raw('?? (??)', [table, columns])).insert(rows);
}
