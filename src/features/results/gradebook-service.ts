import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import { countedScore } from '../assessment/counted-score.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { progressOf, type Progress } from '../enrolment/completion.ts';
import { may, mayAnywhere, scopeOf } from '../permissions/policy.ts';
import { countingAttempt, type GradedAttempt } from './counting.ts';
import type { GradebookQuery } from './gradebook-forms.ts';
import { gradebookQueries, type GradebookRow, type Wanted } from './gradebook-queries.ts';

export const PAGE_SIZE = 50;

/** A person's line: how far she is, and by which attempt each quiz counts. */
export interface GradebookLine {
  row: GradebookRow;
  state: 'notStarted' | 'underWay' | 'done';
  progress: Progress | null;
  /** In the order of the quizzes; null where nothing was tried. */
  grades: (GradedAttempt | null)[];
  /** Whether her attempts may be opened. */
  opens: boolean;
}

export interface Gradebook {
  query: GradebookQuery;
  document: CourseDocument;
  quizzes: QuizDocument[];
  /** The quiz that `resultado` asks about. */
  quizId: string | null;
  groups: { id: string; name: string }[];
  count: number;
}
export interface GradebookPage extends Gradebook {
  lines: GradebookLine[];
  readsAnswers: boolean;
  page: number;
  pages: number;
}

/** A course in the list of those whose grades somebody reads. */
export interface GradedCourse {
  slug: string;
  title: Localized;
  isWhole: boolean;
  groups: { id: string; name: string }[];
}

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  versions: Pick<CourseVersions, 'byId' | 'latestOf' | 'allCurrent'>;
  audit: Audit;
}

/** The course whose grades somebody reads, or a missing page where she reads nobody's. */
export async function gradedCourse(
  versions: Needs['versions'],
  actor: Actor,
  slug: string,
  groupsOf: (courseId: string) => Promise<{ id: string; name: string }[]>,
): Promise<{ version: CourseVersion; groups: { id: string; name: string }[] }> {
  const version = await versions.latestOf(slug);
  if (version === null) throw new Refusal('not-found', 'error.notFound');
  const groups = await groupsOf(version.courseId);
  const reaches = scopeOf(actor, 'grades.read').some(
    ({ courseId, cohortId }) =>
      cohortId === null && (courseId === null || courseId === version.courseId),
  );
  if (groups.length === 0 && !reaches) throw new Refusal('not-found', 'error.notFound');
  return { version, groups };
}

/**
 * The grades of a course by name, only of people whose grades the actor may read. Every look and every file leaves an
 * audit event, written before anything is shown.
 */
export function gradebookService({ database: { db, longReads }, versions, audit }: Needs) {
  const queries = gradebookQueries(db, longReads);

  const open = async (
    actor: Actor,
    slug: string,
    query: GradebookQuery,
  ): Promise<{ book: Gradebook; wanted: Wanted }> => {
    const { version, groups } = await gradedCourse(versions, actor, slug, (courseId) =>
      queries.groups(actor, courseId),
    );
    const { document } = version;
    const named = document.quizzes.find(({ id }) => id === query.evaluacion);
    const quizId = named?.id ?? document.certificate.quizzes[0] ?? document.quizzes[0]?.id ?? null;
    const wanted = { courseId: version.courseId, quizId, query };
    const count = await queries.count(actor, wanted);
    return {
      wanted,
      book: { query, document, quizzes: document.quizzes, quizId, groups, count },
    };
  };

  const lineOf =
    (actor: Actor, quizzes: readonly QuizDocument[]) =>
    async (row: GradebookRow): Promise<GradebookLine> => {
      const version = await versions.byId(row.versionId);
      return {
        row,
        state: row.completedOn !== null ? 'done' : row.isStarted ? 'underWay' : 'notStarted',
        progress: version === null ? null : progressOf(version.document, row.facts),
        grades: quizzes.map((quiz) => {
          const attempts = row.attempts.filter(({ quizId }) => quizId === quiz.id);
          const counting = countingAttempt(attempts);
          return counting === null ? null : { ...counting, score: countedScore(quiz, attempts) };
        }),
        opens: may(actor, 'answers.read', row.place),
      };
    };

  const note = (
    actor: Actor,
    action: 'gradebook.read' | 'gradebook.exported',
    { courseId, query }: Wanted,
    { rows, format }: { rows: number; format?: 'csv' | 'xlsx' },
  ): Promise<void> =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action,
        objectType: 'course',
        objectId: courseId,
        institutionPath: actor.institutionPath,
        details: {
          rows,
          ...(format === undefined ? { page: query.pagina } : { format }),
          ...(query.grupo === undefined ? {} : { cohort: query.grupo }),
          ...(query.q === '' ? {} : { searched: true }),
          ...saidBy(actor),
        },
      }),
    );

  return {
    /** The courses whose grades the actor reads, each with the groups that she may ask for. */
    async courses(actor: Actor): Promise<GradedCourse[]> {
      const groups = await queries.groups(actor, null);
      const whole = scopeOf(actor, 'grades.read').filter(({ cohortId }) => cohortId === null);
      const found: GradedCourse[] = [];
      for (const { courseId, document } of await versions.allCurrent()) {
        const mine = groups.filter((group) => group.courseId === courseId);
        const isWhole = whole.some((clause) => [null, courseId].includes(clause.courseId));
        if (isWhole || mine.length > 0)
          found.push({ slug: document.slug, title: document.title, isWhole, groups: mine });
      }
      return found;
    },

    async page(actor: Actor, slug: string, query: GradebookQuery): Promise<GradebookPage> {
      const { book, wanted } = await open(actor, slug, query);
      const pages = Math.max(1, Math.ceil(book.count / PAGE_SIZE));
      const page = Math.min(query.pagina, pages);
      const rows = await queries.page(actor, wanted, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      });
      await note(actor, 'gradebook.read', wanted, { rows: rows.length });
      const lines = await Promise.all(rows.map(lineOf(actor, book.quizzes)));
      return { ...book, lines, page, pages, readsAnswers: mayAnywhere(actor, 'answers.read') };
    },

    /** The whole list. It is noted before the first name leaves; the names follow as they are found. */
    async file(
      actor: Actor,
      slug: string,
      query: GradebookQuery,
      format: 'csv' | 'xlsx',
    ): Promise<Gradebook & { lines: AsyncIterable<GradebookLine[]> }> {
      const { book, wanted } = await open(actor, slug, query);
      await note(actor, 'gradebook.exported', wanted, { rows: book.count, format });
      const toLine = lineOf(actor, book.quizzes);
      async function* lines(): AsyncGenerator<GradebookLine[]> {
        for await (const rows of queries.all(actor, wanted))
          yield await Promise.all(rows.map(toLine));
      }
      return { ...book, lines: lines() };
    },
  };
}
export type GradebookService = ReturnType<typeof gradebookService>;
