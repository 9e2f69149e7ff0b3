import { bounded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import type {
  Brought,
  questionsInLines,
  ReadQuestions,
  readTables,
  readWordQuestions,
  tablesInLines,
  wordInLines,
} from './read-questions.ts';
import { fromLines } from './told-lines.ts';

/** What reads questions is loaded when the first ones come. */
const reader = () => import('./read-questions.ts');

/** So much is read within some milliseconds, sooner than another process begins. */
const SMALL = 50_000;
const BOUNDS = {
  patience: 45_000,
  memory: 900_000_000,
  waiting: 6,
  busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
};

const apart = {
  questions: bounded<typeof questionsInLines>(
    [import.meta.dirname, 'read-questions', 'questionsInLines'],
    BOUNDS,
  ),
  tables: bounded<typeof tablesInLines>(
    [import.meta.dirname, 'read-questions', 'tablesInLines'],
    BOUNDS,
  ),
  word: bounded<typeof wordInLines>([import.meta.dirname, 'read-questions', 'wordInLines'], BOUNDS),
};

/**
 * `readQuestions` beside the pages: thousands of questions take seconds, and a file may be made to take longer. Throws `Exceeded`
 * then.
 */
export async function readQuestionsApart(given: Brought): Promise<ReadQuestions | null> {
  if (typeof given.input === 'string' && given.input.length <= SMALL)
    return (await reader()).readQuestions(given);
  const sent = await apart.questions(given);
  return sent === null ? null : fromLines(sent);
}

/** `readTables` likewise. */
export const readTablesApart: typeof readTables = async (sheets, isWord) =>
  fromLines(await apart.tables(sheets, isWord));

/** `readWordQuestions` likewise; what is short is read sooner than another process begins. */
export const readWordApart: typeof readWordQuestions = async (html, names) =>
  html.length <= SMALL
    ? (await reader()).readWordQuestions(html, names)
    : fromLines(await apart.word(html, names));
