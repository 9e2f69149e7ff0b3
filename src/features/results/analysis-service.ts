import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { correctionRepository } from '../assessment/correction-repository.ts';
import { corrected, digestOfItem } from '../assessment/correction.ts';
import { creditsOf, newestOf } from '../assessment/grade.ts';
import { creditOf } from '../assessment/scoring.ts';
import { drawnOptions, readSnapshot, type SnapshotItem } from '../assessment/snapshot.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { may, nowhere, scopeOf } from '../permissions/policy.ts';
import { answersOf, gradesOf } from '../assessment/records-of-attempts.ts';
import { figuresOf, LEAST_ANSWERS, type ItemAnswer } from './item-analysis.ts';
import { onlyReached, readWith, withStudents } from './students.ts';
import type { Unnamed } from './unnamed.ts';
import { withoutSmall, type ToldFigures } from './unnamed-figures.ts';

/** An item as it was drawn, with what its answers say; one that was changed between versions stands once for each. */
export interface AnalysedItem {
  item: ItemDocument;
  versionId: string;
  versionNumber: number;
  answers: number;
  /** Null before there are enough answers; `missing` says how many. */
  figures: ToldFigures | null;
  missing: number;
}

export interface Analysis {
  document: CourseDocument;
  quiz: QuizDocument;
  items: AnalysedItem[];
  /** Whether the reader may know the people behind the figures; otherwise only rounded shares of all are told. */
  isExact: boolean;
  mayMend: boolean;
}

/** So few that no page waits long. */
const AT_ONCE = 50;

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  versions: Pick<CourseVersions, 'latestOf' | 'byId'>;
  unnamed: Unnamed;
}

interface Gathered {
  item: ItemDocument;
  drawn: SnapshotItem;
  versionId: string;
  versionNumber: number;
  answers: ItemAnswer[];
}

const Id = z.object({ id: z.string() });
const AttemptRow = z.object({ id: z.string(), snapshot: z.string() });

/** What the answers to a quiz say of its items: first attempts only, since later ones are answered by who has seen the key. */
export function analysisService({ database: { db, longReads }, versions, unnamed }: Needs) {
  /** Which attempts they are is found beside the pages; then some are read at a time, and pages have their turn in between. */
  async function gather(query: Knex.QueryBuilder): Promise<Map<string, Gathered>> {
    const found = new Map<string, Gathered>();
    const keys = new WeakMap<ItemDocument, string>();
    const ids = (await readWith(longReads)(query.select('a.id').orderBy('a.id'))).map(
      (row) => Id.parse(row).id,
    );
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await gatherSome(ids.slice(from, from + AT_ONCE), found, keys);
      await nextTurn();
    }
    return found;
  }

  async function gatherSome(
    ids: readonly string[],
    found: Map<string, Gathered>,
    keys: WeakMap<ItemDocument, string>,
  ): Promise<void> {
    const rows: unknown[] = await db('attempts')
      .whereIn('id', [...ids])
      .select('id', 'snapshot');
    const attempts = rows.map((row) => AttemptRow.parse(row));
    const allAnswers = await answersOf(db, ids);
    const allGrades = await gradesOf(db, ids);
    const corrections = await correctionRepository(db).appliedTo(ids);
    for (const { id, snapshot } of attempts) {
      const drawn = corrected(readSnapshot(snapshot), corrections.get(id) ?? []);
      const version = await versions.byId(drawn.versionId);
      if (version === null) continue;
      const answers = allAnswers.get(id) ?? new Map<string, readonly string[]>();
      const grades = creditsOf(newestOf(allGrades.get(id) ?? []));
      const shares = drawn.items.map((item) => {
        const credit = creditOf(item, answers, grades);
        return credit === null ? 0 : credit.earned / credit.of;
      });
      const sum = shares.reduce((one, other) => one + other, 0);
      for (const [at, item] of drawn.items.entries()) {
        const text = version.document.items.find((one) => one.id === item.id);
        if (text === undefined) continue;
        const key = keys.get(text) ?? `${item.id} ${digestOfItem(text)}`;
        keys.set(text, key);
        const share = shares[at] ?? 0;
        const chosen = answers.get(item.id) ?? [];
        const others = shares.length - 1;
        const gathered = found.get(key) ?? {
          item: text,
          drawn: item,
          versionId: version.id,
          versionNumber: version.number,
          answers: [],
        };
        if (version.number > gathered.versionNumber)
          Object.assign(gathered, { versionId: version.id, versionNumber: version.number });
        gathered.answers.push({
          share,
          rest: others === 0 ? null : (sum - share) / others,
          isAnswered: chosen.length > 0,
          chosen,
        });
        found.set(key, gathered);
      }
    }
  }

  return {
    /** A missing page for whoever neither reads answers of this course nor publishes it. */
    async of(actor: Actor, slug: string, quizId: string): Promise<Analysis> {
      const version = await versions.latestOf(slug);
      const quiz = version?.document.quizzes.find(({ id }) => id === quizId);
      if (version === null || quiz === undefined) throw new Refusal('not-found', 'error.notFound');
      const { courseId, document } = version;
      const mayPublish = may(actor, 'courses.publish', { ...nowhere, courseId });
      const cohorts = scopeOf(actor, 'answers.read').flatMap(({ cohortId }) => cohortId ?? []);
      const mine =
        cohorts.length === 0
          ? []
          : await db('cohorts').where('course_id', courseId).whereIn('id', cohorts).pluck('id');
      const readsWhole = scopeOf(actor, 'answers.read').some(
        (clause) => clause.cohortId === null && [null, courseId].includes(clause.courseId),
      );
      if (!mayPublish && !readsWhole && mine.length === 0)
        throw new Refusal('not-found', 'error.notFound');
      const isExact = readsWhole || mine.length > 0;
      const attempts = withStudents(
        db('attempts as a').join('enrolments as e', 'e.id', 'a.enrolment_id'),
      )
        .where({ 'e.course_id': courseId, 'a.quiz_id': quizId, 'a.number': 1 })
        .whereNotNull('a.submitted_at')
        .whereNotNull('a.score')
        .whereNull('a.answers_erased_at');
      const query = isExact
        ? onlyReached(attempts, actor, 'answers.read')
        : attempts.where('a.submitted_at', '<', toColumn(unnamed.before()));
      const gathered = [...(await gather(query)).values()];
      const items = gathered.map(({ item, drawn, versionId, versionNumber, answers }) => {
        const options = drawnOptions(drawn);
        const figures = figuresOf(answers, {
          options: 'options' in item ? item.options.map(({ id }) => id) : [],
          right: options.filter(({ correct }) => correct).map(({ id }) => id),
        });
        const missing = Math.max(0, LEAST_ANSWERS - answers.length);
        const told = figures === null || isExact ? figures : withoutSmall(figures, item, unnamed);
        return { item, versionId, versionNumber, answers: answers.length, figures: told, missing };
      });
      const order = new Map(document.items.map(({ id }, at) => [id, at]));
      items.sort(
        (one, other) =>
          (order.get(one.item.id) ?? Infinity) - (order.get(other.item.id) ?? Infinity) ||
          other.versionNumber - one.versionNumber,
      );
      return { document, quiz, items, isExact, mayMend: mayPublish || mine.length > 0 };
    },
  };
}
export type AnalysisService = ReturnType<typeof analysisService>;
