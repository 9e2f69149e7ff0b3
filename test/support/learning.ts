import { z } from 'zod';
import { publishVersion, type CourseVersion } from '../../src/features/courses/repository.ts';
import type { CourseDocument } from '../../src/features/courses/document.ts';
import { sha256Of } from '../../src/lib/canonical-json.ts';
import { newId } from '../../src/lib/random-code.ts';
import type { TestApp } from './app.ts';
import { publishCourse } from './course.ts';

/** Publishes a course like `curso-breve` in everything that is not said. */
export async function publishLike(
  app: Pick<TestApp, 'services'>,
  change: Partial<CourseDocument>,
): Promise<CourseVersion> {
  const { services } = app;
  const model = await publishCourse(services);
  const document = { ...model.document, ...change };
  await services.database.db.transaction((trx) =>
    publishVersion(trx, {
      document,
      digest: sha256Of(JSON.stringify(document)),
      now: services.clock(),
    }),
  );
  const version = await services.versions.currentOf(document.slug);
  if (version === null) throw new Error(`${document.slug} was not published`);
  return version;
}

export interface TestPath {
  id: string;
  courses: string[];
  ordered?: boolean;
  freeEntry?: string[];
}

/** Puts learning paths in the place of those there are. */
export async function setPaths(app: Pick<TestApp, 'services'>, paths: TestPath[]): Promise<void> {
  const { db } = app.services.database;
  await db('learning_paths').delete();
  for (const [position, { id, courses, ordered = true, freeEntry = [] }] of paths.entries()) {
    const title = { es: `Ruta ${id}`, en: `Path ${id}` };
    const document = JSON.stringify({ id, title, summary: title, courses, ordered, freeEntry });
    await db('learning_paths').insert({ id, position, document });
  }
}

/** Gives a person a passed attempt, as the quiz would. */
export async function passQuiz(
  app: Pick<TestApp, 'services'>,
  { personId, quizId, slug }: { personId: string; quizId: string; slug: string },
): Promise<void> {
  const { services } = app;
  const { db } = services.database;
  const enrolment = z
    .object({ id: z.string() })
    .parse(
      await db('enrolments as e')
        .join('courses as c', 'c.id', 'e.course_id')
        .where({ 'e.person_id': personId, 'c.slug': slug })
        .first('e.id'),
    );
  const at = services.clock().toISOString();
  await db('attempts').insert({
    id: newId(),
    enrolment_id: enrolment.id,
    person_id: personId,
    quiz_id: quizId,
    number: 1,
    snapshot: '{}',
    started_at: at,
    submitted_at: at,
    score: 10_000,
    passed: true,
    critical_missed: 0,
  });
}
