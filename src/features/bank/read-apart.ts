import { bounded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import type {
  Brought,
  readQuestions,
  ReadQuestions,
  readTables,
  readWordQuestions,
} from './read-questions.ts';

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
  questions: bounded<typeof readQuestions>(
    [import.meta.dirname, 'read-questions', 'readQuestions'],
    BOUNDS,
  ),
  tables: bounded<typeof readTables>([import.meta.dirname, 'read-questions', 'readTables'], BOUNDS),
  word: bounded<typeof readWordQuestions>(
    [import.meta.dirname, 'read-questions', 'readWordQuestions'],
    BOUNDS,
  ),
};

/**
 * `readQuestions` beside the pages: thousands of questions take seconds, and a file may be made to take longer. Throws `Exceeded`
 * then.
 */
export const readQuestionsApart = async (given: Brought): Promise<ReadQuestions | null> =>
  typeof given.input === 'string' && given.input.length <= SMALL
    ? (await reader()).readQuestions(given)
    : apart.questions(given);

/** `readTables` likewise. */
export const readTablesApart = apart.tables;

/** `readWordQuestions` likewise; what is short is read sooner than another process begins. */
export const readWordApart: typeof readWordQuestions = async (html, names) =>
  html.length <= SMALL ? (await reader()).readWordQuestions(html, names) : apart.word(html, names);
