import { verify } from '../../src/verify.ts';
import type { View } from '../../src/db/dialect/dialect.ts';
import type { TestDatabase } from '../support/database.ts';
import type { History } from './history.ts';

export interface Findings {
  /** Acknowledged, and not there. */
  lost: string[];
  /** There more often than it was asked for. */
  doubled: string[];
  /** Rules of `aula verify` that do not hold. */
  broken: string[];
}

interface StoredAttempt {
  id: string;
  enrolment_id: string;
  person_id: string;
  slug: string;
  submitted_at: unknown;
  submission_key: string | null;
}

/** What a database holds of quizzes, found by what clients know. */
async function stored({ db }: View) {
  const receipts = await db('save_receipts').select<
    { attempt_id: string; key: string; receipt: string }[]
  >('attempt_id', 'key', 'receipt');
  const answers = await db('attempt_answers').select<
    { attempt_id: string; item_id: string; response: string }[]
  >('attempt_id', 'item_id', 'response');
  const attempts = await db('attempts as a')
    .join('enrolments as e', 'e.id', 'a.enrolment_id')
    .join('courses as c', 'c.id', 'e.course_id')
    .select<StoredAttempt[]>('a.*', 'c.slug');
  const certificates = await db('certificates').pluck<string[]>('enrolment_id');
  return {
    receipts: new Map(receipts.map((row) => [`${row.attempt_id} ${row.key}`, row.receipt])),
    answers: new Map(answers.map((row) => [`${row.attempt_id} r_${row.item_id}`, row.response])),
    attempts: new Map(attempts.map((row) => [row.id, row])),
    certificates: new Set(certificates),
    moreThanOnce: {
      certificate: repeated(certificates),
      'hand-in': repeated(attempts.flatMap((row) => row.submission_key ?? [])),
    },
    perCourse: counted(attempts.map((row) => `${row.person_id} ${row.slug}`)),
  };
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
const repeated = (names: readonly string[]): string[] =>
  [...counted(names)].filter(([, count]) => count > 1).map(([name]) => name);

/** Acknowledged and not there: saves, answers, hand-ins, attempts, certificates. */
function* lostFrom(
  history: History,
  { receipts, answers, attempts, certificates }: Awaited<ReturnType<typeof stored>>,
): Iterable<string> {
  for (const { attempt, key, receipt } of history.saves) {
    if (receipt !== null && receipts.get(`${attempt} ${key}`) !== receipt) yield `save ${key}`;
  }
  for (const { id, client, course, items, submission, right } of history.attempts) {
    const row = attempts.get(id);
    if (row === undefined) {
      yield `attempt ${id} of ${client}`;
      continue;
    }
    for (const [item, { kept, sent }] of items) {
      const answer = answers.get(`${id} ${item}`) ?? null;
      if (answer !== kept && answer !== sent)
        yield `${item} of ${client}: ${String(answer)} in the place of ${String(kept)}`;
    }
    if ((submission?.receipt ?? null) === null) continue;
    if (row.submitted_at === null || row.submission_key !== submission?.key)
      yield `hand-in of ${client} in ${course}`;
    if (right && !certificates.has(row.enrolment_id)) yield `certificate of ${client} in ${course}`;
  }
}

/** Compares everything that was acknowledged so far with what a database holds, and proves its invariants. */
export async function compare(
  history: History,
  { dialect, dataDir }: Pick<TestDatabase, 'dialect' | 'dataDir'>,
): Promise<Findings> {
  const held = await dialect.view(stored);
  const doubled = Object.entries(held.moreThanOnce).flatMap(([what, names]) =>
    names.map((name) => `${what} ${name}`),
  );
  for (const [start, count] of held.perCourse) {
    if (count > (history.starts.get(start) ?? 0)) doubled.push(`attempt of ${start}`);
  }
  const lines: string[] = [];
  const say = (line: string): unknown => lines.push(line);
  const holds = await verify({ dialect, dataDir, clock: () => new Date(), say });
  return {
    lost: [...lostFrom(history, held)],
    doubled,
    broken: holds ? [] : lines.filter((line) => line.startsWith('FALLA')),
  };
}
