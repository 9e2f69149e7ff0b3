import { z } from 'zod';
import { line } from '../../lib/text.ts';

/** What a person may tell about herself after joining, each on its own. */
export const QUESTIONS = ['birth-year', 'indigenous', 'language', 'disability'] as const;
export type Question = (typeof QUESTIONS)[number];

const OLDEST = 110;
const YOUNGEST = 10;

const YesOrNo = z.enum(['si', 'no', 'no_dice']);
export const CHOICES = YesOrNo.options;

/** What counts as an answer to a question on a day of that year. */
export function answerOf(question: Question, year: number): z.ZodType<string, string> {
  switch (question) {
    case 'birth-year':
      return line(4).refine(
        (text) =>
          /^\d{4}$/.test(text) && Number(text) >= year - OLDEST && Number(text) <= year - YOUNGEST,
        { params: { key: 'questions.birth-year.invalid' } },
      );
    case 'language':
      return line(80, 2);
    case 'indigenous':
    case 'disability':
      return YesOrNo;
  }
}
