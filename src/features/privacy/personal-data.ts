import { accountData } from './personal-account.ts';
import type { TableOfData } from './personal-columns.ts';
import { learningData } from './personal-learning.ts';
import { teachingData } from './personal-teaching.ts';

/**
 * Every column of every table, and what it means for the people it tells of. The access package, the privacy page and the
 * tests of erasure read the same registry; a test fails for a column that it does not know.
 */
export const PERSONAL_DATA: Readonly<Record<string, TableOfData>> = {
  ...accountData,
  ...learningData,
  ...teachingData,
};
