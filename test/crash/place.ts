import { toColumn } from '../../src/db/columns.ts';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { addPerson } from '../../src/demo/factories.ts';
import { hashPassword } from '../../src/features/accounts/passwords.ts';
import { dayOf } from '../../src/lib/clock.ts';
import { publishQuizCourse } from '../features/assessment/quiz-course.ts';
import { castDatabase, type TestDatabase } from '../support/database.ts';
import { proxyTo, type Proxy } from './proxy.ts';
import { crashServer, type CrashServer } from './server.ts';

const BATCH = 100;

export interface Place {
  test: TestDatabase;
  server: CrashServer;
  /** People who study here, by user name. */
  people: readonly string[];
  courses: readonly string[];
  /** Where it is, for another server over the same. */
  env: Record<string, string>;
  /** Between the server and its database, where that is at the other end of a line. */
  proxy: Proxy | undefined;
}

/** A folder or database of its own, `on` another PostgreSQL if told, with people and courses with quizzes, and the server over it, not yet started. */
export async function newPlace(
  size: { people: number; courses: number },
  { built = true, on }: { built?: boolean; on?: string } = {},
): Promise<Place> {
  const test = await castDatabase(on);
  const { db } = test.database;
  const passwordHash = await hashPassword(CAST_PASSWORD);
  const people: string[] = [];
  for (let number = 1; number <= size.people; number += 1) {
    const id = `estudia-${String(number)}`;
    await addPerson(db, {
      id,
      username: id,
      displayName: `Estudiante ${String(number)}`,
      passwordHash,
      sex: 'mujer',
      side: 'community',
      cvegeo: '15033',
      createdAt: new Date(),
    });
    people.push(id);
  }
  const courses: string[] = [];
  for (let number = 1; number <= size.courses; number += 1) {
    const slug = `curso-${String(number)}`;
    await publishQuizCourse(test, { slug, code: `CURSO-${String(number)}` });
    courses.push(slug);
  }
  await enrolAll(test, people);
  await test.database.close();
  const proxy = test.databaseUrl === undefined ? undefined : await proxyTo(test.databaseUrl);
  const env = {
    DATA_DIR: test.dataDir,
    ...(proxy === undefined ? {} : { DATABASE_URL: proxy.url }),
  };
  const server = await crashServer(env, { built });
  return { test, server, people, courses, env, proxy };
}

/** Puts everybody into every course beforehand: the server closes courses without a folder to new people when it starts. */
async function enrolAll(
  { database: { db } }: TestDatabase,
  people: readonly string[],
): Promise<void> {
  const courses = await db('courses').select<
    { id: string; slug: string; current_version_id: string }[]
  >('id', 'slug', 'current_version_id');
  const now = new Date();
  const rows = people.flatMap((person) =>
    courses.map((course) => ({
      id: `e-${person}-${course.slug}`,
      person_id: person,
      course_id: course.id,
      version_id: course.current_version_id,
      cycle: 1,
      status: 'active',
      enrolled_at: toColumn(now),
      enrolled_on: dayOf(now),
      cvegeo: '15033',
      state_code: '15',
      sex: 'mujer',
      side: 'community',
    })),
  );
  for (let from = 0; from < rows.length; from += BATCH)
    await db('enrolments').insert(rows.slice(from, from + BATCH));
}
