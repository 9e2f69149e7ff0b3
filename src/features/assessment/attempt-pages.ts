import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { LessonDocument } from '../courses/document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import { itemsOf, type ItemDocument, type ItemType } from '../courses/item-document.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { AttemptService } from './attempt-service.ts';
import { corrected } from './correction.ts';
import { isOverdue } from './deadline.ts';
import { fileQueries } from './file-repository.ts';
import type { HandedIn } from './handed-in.ts';
import { creditsOf, newestOf } from './grade.ts';
import {
  assessmentQueries,
  type AttemptRead,
  type ReadCorrection,
  type ReadGrade,
} from './queries.ts';
import { attemptsLeftOf, usesAll } from './quiz-service.ts';
import { reasonsFrom } from './opening.ts';
import { creditOf, isRight, waitingIn, type Answers, type Grades } from './scoring.ts';
import type { SnapshotItem } from './snapshot.ts';

/** An attempt with the texts of the version it was drawn from. */
export interface OpenedAttempt {
  attempt: AttemptRead;
  /** Its time is over and nobody has ended it yet. */
  isOver: boolean;
  document: CourseDocument;
  quiz: QuizDocument;
  /** In the order of the draw. */
  items: { drawn: SnapshotItem; text: ItemDocument }[];
  /** What was handed in with it, by id. */
  files: ReadonlyMap<string, HandedIn>;
}

/** An objective that was not fully answered, and where it is taught. */
export interface ToReview {
  objective: CourseDocument['objectives'][number];
  lessons: Pick<LessonDocument, 'id' | 'title'>[];
}

export interface AttemptResult extends OpenedAttempt {
  /** What was mended after it was handed in. */
  corrections: ReadCorrection[];
  attemptsLeft: number | null;
  toReview: ToReview[];
  rightItems: ReadonlySet<string>;
  /** Items that somebody has to grade before there is a score. */
  waiting: readonly string[];
  /** The grade that counts, by item. */
  grades: ReadonlyMap<string, ReadGrade>;
  /** Ended by its deadline, not by the person. */
  byDeadline: boolean;
  certificateId: string | null;
  /** Since when the right answers may be seen; null where they may now. */
  reasonsFrom: Date | 'never' | null;
  /** Who accompanies the person's cohort. */
  helpers: string[];
  /** Score of the pre-test of the same enrolment, to compare a post-test with. */
  pretestScore: number | null;
}

const TAKES_FILES: ReadonlySet<ItemType> = new Set(['file', 'oral']);
const NO_FILES: ReadonlyMap<string, HandedIn> = new Map();

/** Whose attempt it is: the person's own, whoever looks. */
type Whose = Pick<Actor, 'id'>;

/** Port: the id of the certificate that an enrolment holds now, if any. */
export type CertificateOf = (enrolmentId: string) => Promise<string | null>;

interface Needs {
  reads: Reads;
  clock: Clock;
  versions: Pick<CourseVersions, 'byId'>;
  attempts: AttemptService;
  certificateOf: CertificateOf;
}

/** What the pages of an attempt show. Another person's attempt does not exist. */
export function attemptPages({ reads, clock, versions, attempts, certificateOf }: Needs) {
  const queries = assessmentQueries(reads);
  const files = fileQueries(reads);

  const load = async (actor: Whose, id: string): Promise<OpenedAttempt> => {
    const attempt = await queries.attempt(id, actor.id);
    if (attempt === null) throw new Refusal('not-found', 'error.notFound');
    const version = await versions.byId(attempt.snapshot.versionId);
    const quiz = version?.document.quizzes.find((one) => one.id === attempt.quizId);
    if (!version || quiz === undefined)
      throw new Error(`Attempt ${id} has lost its course version`);
    const texts = itemsOf(version.document);
    return {
      attempt,
      isOver: attempt.submittedAt === null && isOverdue(attempt.deadlineAt, clock()),
      document: version.document,
      quiz,
      items: attempt.snapshot.items.flatMap((drawn) => {
        const text = texts.get(drawn.id);
        return text === undefined ? [] : [{ drawn, text }];
      }),
      files: attempt.snapshot.items.some(({ type }) => TAKES_FILES.has(type))
        ? await files.of(id)
        : NO_FILES,
    };
  };

  return {
    /** The attempt as it stands. */
    open: load,

    /** Ends the person's attempt when its time is over, with what the server has. Harmless to repeat. */
    async close(actor: Whose, id: string): Promise<void> {
      const { isOver } = await load(actor, id);
      if (isOver) await attempts.endIfOverdue(id);
    },

    /** What an ended attempt means; null while it is open. */
    async result(actor: Whose, id: string): Promise<AttemptResult | null> {
      const asDrawn = await load(actor, id);
      const { submittedAt } = asDrawn.attempt;
      if (submittedAt === null) return null;
      const corrections = await queries.correctionsOf(id);
      const opened = withCorrections(asDrawn, corrections);
      const { attempt, quiz, document } = opened;
      const isErased = attempt.answersErasedAt !== null;
      const answers: Answers = new Map(
        [...attempt.answers].map(([item, { chosen }]) => [item, chosen]),
      );
      const all = await queries.attemptsOf(attempt.enrolmentId);
      const used = all.filter(({ quizId }) => quizId === quiz.id).length;
      const extra = usesAll(quiz, used)
        ? await queries.extraAttempts(attempt.enrolmentId, quiz.id)
        : 0;
      const attemptsLeft = attemptsLeftOf(quiz, used, extra);
      const isLost = attempt.passed === false && attemptsLeft === 0;
      const grades = newestOf(isErased ? [] : await queries.gradesOf(id));
      const credits = creditsOf(grades);
      const waiting = isErased ? [] : waitingIn(attempt.snapshot, answers, credits);
      return {
        ...opened,
        attemptsLeft,
        corrections,
        waiting,
        grades,
        toReview: isErased ? [] : toReview(document, attempt.snapshot.items, answers, credits),
        rightItems: new Set(
          attempt.snapshot.items
            .filter((item) => isRight(creditOf(item, answers, credits)))
            .map(({ id: item }) => item),
        ),
        reasonsFrom: notBefore(reasonsFrom(quiz), clock()),
        byDeadline: isOverdue(attempt.deadlineAt, submittedAt),
        certificateId: attempt.passed === true ? await certificateOf(attempt.enrolmentId) : null,
        helpers:
          (isLost || waiting.length > 0) && attempt.cohortId !== null
            ? await queries.instructorsOf(attempt.cohortId)
            : [],
        pretestScore: quiz.kind === 'posttest' ? scoreBefore(document, all) : null,
      };
    },
  };
}
export type AttemptPages = ReturnType<typeof attemptPages>;

/** What is still to come; null once it is there. */
const notBefore = (from: Date | 'never' | null, now: Date): Date | 'never' | null =>
  from instanceof Date && from <= now ? null : from;

/** The same attempt with the keys as they were mended; texts and order stay. */
function withCorrections(
  opened: OpenedAttempt,
  corrections: readonly ReadCorrection[],
): OpenedAttempt {
  if (corrections.length === 0) return opened;
  const snapshot = corrected(opened.attempt.snapshot, corrections);
  const drawn = new Map(snapshot.items.map((item) => [item.id, item]));
  return {
    ...opened,
    attempt: { ...opened.attempt, snapshot },
    items: opened.items.map((item) => ({ ...item, drawn: drawn.get(item.drawn.id) ?? item.drawn })),
  };
}

/** Objectives that were not fully answered, with the lessons that teach them. */
export function toReview(
  document: CourseDocument,
  items: readonly SnapshotItem[],
  answers: Answers,
  grades: Grades,
): ToReview[] {
  const missed = new Set(
    items
      .filter((item) => {
        const credit = creditOf(item, answers, grades);
        return credit !== null && !isRight(credit);
      })
      .map(({ objective }) => objective),
  );
  return document.objectives
    .filter(({ id }) => missed.has(id))
    .map((objective) => ({
      objective,
      lessons: document.lessons
        .filter(({ objectives }) => objectives.includes(objective.id))
        .map(({ id, title }) => ({ id, title })),
    }));
}

function scoreBefore(
  document: CourseDocument,
  all: readonly { quizId: string; score: number | null }[],
): number | null {
  const pretests = new Set(
    document.quizzes.filter(({ kind }) => kind === 'pretest').map(({ id }) => id),
  );
  return all.find(({ quizId, score }) => pretests.has(quizId) && score !== null)?.score ?? null;
}
