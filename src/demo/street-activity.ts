import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { corrected, digestOfItem, type KeyChange } from '../features/assessment/correction.ts';
import { scoreOf, type Answers, type Grades } from '../features/assessment/scoring.ts';
import { takeSnapshot, type Snapshot } from '../features/assessment/snapshot.ts';
import type { QuizDocument } from '../features/courses/quiz-document.ts';
import type { CourseVersion } from '../features/courses/repository.ts';
import { DAY, HOUR, MINUTE } from '../lib/clock.ts';
import type { Completion } from './activity.ts';
import { enrolmentRow } from './factories.ts';
import type { Invented } from './people.ts';
import { chance, type Chance } from './random.ts';
import { streetAnswer } from './street-answers.ts';
import { STREET_EXAM } from './street-course.ts';
import { STREET_MAP } from './street-map.ts';

/** Of those who handed in, the last ones wait for a grade: the first of them longer than five days. */
const WAIT = 14;
const BY_HAND = new Set(['essay', 'file', 'oral']);
const COMMENTS = [
  'Dice qué, a quién y para cuándo. Falta anexar el conteo.',
  'Muy claro. Agrega quién recibe la respuesta.',
  'Falta una fecha para volver a preguntar.',
];
const ACCEPTED = 'sello de recibido';

interface Setting {
  version: CourseVersion;
  now: Date;
  cohortId: string;
}

/**
 * The people of Ecatepec in the course that Ximena wrote: most were graded, the others wait, and a question was mended
 * afterwards. Answers who completed, in the order of time.
 */
export async function addStreetActivity(
  db: Db,
  people: readonly Invented[],
  { version, now, cohortId }: Setting,
): Promise<Completion[]> {
  const luck = chance(19_750_619);
  const quiz = version.document.quizzes.find(({ id }) => id === STREET_EXAM);
  const mended = version.document.items.find(({ type }) => type === 'shorttext');
  if (quiz === undefined || mended === undefined) throw new Error('The street course is not whole');
  const change: KeyChange = { kind: 'accept', answer: ACCEPTED };
  const correction = { id: 'correction-street', itemId: mended.id, change };
  const mendedAt = new Date(now.getTime() - 12 * HOUR);
  await db('score_corrections').insert({
    id: correction.id,
    course_id: version.courseId,
    cohort_id: null,
    item_id: mended.id,
    item_digest: digestOfItem(mended),
    change: JSON.stringify(change),
    reason: 'En muchas oficinas le dicen así.',
    made_by: 'ximena',
    made_at: toColumn(mendedAt),
    finished_at: toColumn(mendedAt),
    number: 1,
  });
  const completions: Completion[] = [];
  for (const [at, person] of people.entries()) {
    const left = people.length - at;
    // The last one handed in some hours ago, the first one five weeks ago.
    const hours = left <= WAIT ? left * 14 : 8 * 24 + (left - WAIT) * 16;
    const one = new Sitting({ db, luck, person, version, quiz, cohortId });
    await one.study(new Date(now.getTime() - hours * HOUR));
    await one.handIn(left > WAIT ? new Date(now.getTime() - (hours - 40) * HOUR) : null);
    const passedAt = await one.follow(correction, mendedAt);
    if (passedAt !== null) completions.push({ enrolmentId: one.enrolmentId, at: passedAt });
  }
  return completions.sort((one, other) => one.at.getTime() - other.at.getTime());
}

interface Place {
  db: Db;
  luck: Chance;
  person: Invented;
  version: CourseVersion;
  quiz: QuizDocument;
  cohortId: string;
}

/** One person's course, up to what became of her assessment. */
class Sitting {
  readonly enrolmentId: string;
  private readonly it: Place;
  private readonly attemptId: string;
  private readonly snapshot: Snapshot;
  private at = new Date(0);
  private answers: Answers = new Map();
  private grades: Grades | null = null;
  private gradedAt: Date | null = null;

  constructor(place: Place) {
    const { person, version, quiz, luck } = place;
    this.it = place;
    this.enrolmentId = `e-${version.document.slug}-${person.id}`;
    this.attemptId = `a-${version.document.slug}-${person.id}`;
    this.snapshot = takeSnapshot(version, quiz, (below) => luck.below(below));
  }

  /** Enrols and reads, until just before this moment. */
  async study(until: Date): Promise<void> {
    const { db, person, version, cohortId } = this.it;
    const enrolledAt = new Date(until.getTime() - 6 * DAY);
    this.at = until;
    const institution = await db('institutions')
      .where('id', person.institutionId ?? '')
      .first<{ path: string } | undefined>('path');
    await db('enrolments').insert(
      enrolmentRow(person, {
        id: this.enrolmentId,
        version,
        cohortId,
        enrolledAt,
        startedAt: enrolledAt,
        institutionPath: institution?.path ?? null,
      }),
    );
    const lessons = version.document.lessons;
    await db('lesson_progress').insert(
      lessons.map(({ id }, number) => {
        const doneAt = new Date(until.getTime() - (lessons.length - number) * DAY);
        return {
          enrolment_id: this.enrolmentId,
          lesson_id: id,
          opened_at: toColumn(new Date(doneAt.getTime() - 9 * MINUTE)),
          done_at: toColumn(doneAt),
          alternative: false,
        };
      }),
    );
  }

  /** Hands in; what a person reads is graded at that moment, or waits. */
  async handIn(gradedAt: Date | null): Promise<void> {
    const { db, luck, person, quiz } = this.it;
    const picture = `${this.attemptId}-map`.slice(0, 40);
    const knows = 0.55 + luck.below(40) / 100;
    this.answers = new Map(
      this.snapshot.items.map((item) => [item.id, streetAnswer(item, { luck, knows, picture })]),
    );
    this.gradedAt = gradedAt;
    if (gradedAt !== null) this.grades = this.gradesGiven();
    const score = this.grades === null ? null : scoreOf(this.snapshot, this.answers, this.grades);
    await db('attempts').insert({
      id: this.attemptId,
      enrolment_id: this.enrolmentId,
      person_id: person.id,
      quiz_id: quiz.id,
      number: 1,
      snapshot: JSON.stringify(this.snapshot),
      started_at: toColumn(new Date(this.at.getTime() - (18 + luck.below(20)) * MINUTE)),
      submitted_at: toColumn(this.at),
      score: score?.score ?? null,
      passed: score?.passed ?? null,
      critical_missed: score?.criticalMissed ?? null,
    });
    await db('attempt_answers').insert(
      [...this.answers].map(([itemId, chosen]) => ({
        attempt_id: this.attemptId,
        item_id: itemId,
        response: JSON.stringify(chosen),
        saved_at: toColumn(this.at),
      })),
    );
    const drawn = this.snapshot.items.find(({ type }) => type === 'file');
    if (drawn !== undefined)
      await db('attempt_files').insert({
        id: picture,
        attempt_id: this.attemptId,
        item_id: drawn.id,
        name: 'mapa de actores.jpg',
        type: 'image/webp',
        bytes: Buffer.from(STREET_MAP, 'base64').length,
        content: STREET_MAP,
        added_at: toColumn(this.at),
      });
  }

  private gradesGiven(): Grades {
    const { luck } = this.it;
    return new Map(
      this.snapshot.items
        .filter(({ type }) => BY_HAND.has(type))
        .map(({ id }) => [id, { of: 4, earned: 2 + luck.below(3) }]),
    );
  }

  /** Keeps the grades, and takes what was mended afterwards. Answers when she passed, if she did. */
  async follow(
    correction: { id: string; itemId: string; change: KeyChange },
    mendedAt: Date,
  ): Promise<Date | null> {
    const { db, luck } = this.it;
    const { answers, grades, gradedAt } = this;
    if (grades === null || gradedAt === null) {
      await this.take(correction.id, null, null);
      return null;
    }
    await db('attempt_grades').insert(
      [...grades].map(([itemId, { of, earned }]) => ({
        attempt_id: this.attemptId,
        item_id: itemId,
        number: 1,
        earned,
        out_of: of,
        comment: earned < of ? luck.pick(COMMENTS) : null,
        grader_id: 'ximena',
        given_at: toColumn(gradedAt),
      })),
    );
    const before = scoreOf(this.snapshot, answers, grades);
    const after = scoreOf(corrected(this.snapshot, [correction]), answers, grades);
    await this.take(correction.id, before, after);
    await db('attempts').where('id', this.attemptId).update({
      score: after.score,
      passed: after.passed,
      critical_missed: after.criticalMissed,
    });
    if (before.passed === true) return gradedAt;
    return after.passed === true ? mendedAt : null;
  }

  private async take(
    correctionId: string,
    before: ReturnType<typeof scoreOf> | null,
    after: ReturnType<typeof scoreOf> | null,
  ): Promise<void> {
    await this.it.db('attempt_corrections').insert({
      attempt_id: this.attemptId,
      correction_id: correctionId,
      old_score: before?.score ?? null,
      new_score: after?.score ?? null,
      old_passed: before?.passed ?? null,
      new_passed: after?.passed ?? null,
      state: 'applied',
    });
  }
}
