import type { OpenedAttempt } from '../assessment/attempt-pages.ts';
import type { ReadGrade } from '../assessment/queries.ts';
import { answerIdOf, isOwnWords } from '../assessment/removed-answers.ts';

/** Port: which of these answers are not for this reader, and which she protected herself. */
export type AnswerMarks = (
  readerId: string,
  owned: readonly { id: string; ownerId: string }[],
) => Promise<{ hidden: ReadonlySet<string>; marked: ReadonlySet<string> }>;

/** What whoever grades may do about an answer in which somebody tells of violence that she lived. */
export interface CareOf {
  href: string;
  isMarked: boolean;
}

/** An attempt as one reader may see it. */
interface ForReader {
  /** By item; only where there is something to protect, or to go on with. */
  care: ReadonlyMap<string, CareOf>;
}

type Read = Pick<OpenedAttempt, 'attempt' | 'items'> & { grades: ReadonlyMap<string, ReadGrade> };

/**
 * The same attempt without what is not for this reader: an answer that somebody else protected is as one that was taken
 * away, and so is what was said about it. Everything that shows answers of others comes through here.
 */
export async function forReader<A extends Read>(
  read: A,
  { readerId, ownerId }: { readerId: string; ownerId: string },
  marks: AnswerMarks,
): Promise<A & ForReader> {
  const { attempt } = read;
  const owned = read.items
    .filter(({ drawn }) => isOwnWords(drawn.type))
    .map(({ drawn }) => ({
      itemId: drawn.id,
      ownerId,
      id: answerIdOf({ attemptId: attempt.id, itemId: drawn.id }),
    }));
  const { hidden, marked } = await marks(readerId, owned);
  const answers = new Map(attempt.answers);
  const grades = new Map(read.grades);
  const care = new Map<string, CareOf>();
  for (const { itemId, id } of owned) {
    const answer = answers.get(itemId);
    if (answer === undefined) continue;
    if (hidden.has(id)) {
      answers.set(itemId, { ...answer, chosen: [], isGone: true });
      const grade = grades.get(itemId);
      if (grade !== undefined) grades.set(itemId, { ...grade, comment: null });
    } else if (answer.chosen.length > 0 && attempt.submittedAt !== null)
      care.set(itemId, { href: `/ensenar/cuidado/respuestas/${id}`, isMarked: marked.has(id) });
  }
  return { ...read, attempt: { ...attempt, answers }, grades, care };
}
