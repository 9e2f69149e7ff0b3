import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { stepHref } from '../enrolment/steps.ts';
import { stepMinutes, stepTitle, threadOf, type Thread } from '../enrolment/thread.ts';
import type { Arrival, MyCertificate, MyCourse } from './my-learning.ts';

interface Place {
  title: string;
  href: string;
  minutes: number | null;
  begun: boolean;
}

interface CourseRow {
  title: string;
  href: string;
  thread: Thread;
  due: string | null;
  /** The newest announcement to her group, with its date. */
  news: string | null;
  /** Where to go on; null once the course is complete. */
  next: Place | null;
}

export interface MyLearningPage extends PageBase {
  first: (CourseRow & { next: Place }) | null;
  others: CourseRow[];
  certificates: MyCertificate[];
  /** Conversations with something that she has not read. */
  unread: number;
}

declare module '../../http/render.ts' {
  interface Pages {
    'lessons/my-learning': MyLearningPage;
  }
}

function rowOf(
  { version, facts, progress, next, dueOn, news }: MyCourse,
  language: Language,
): CourseRow {
  const { document } = version;
  const t = translator(language);
  const fmt = formatFor(language);
  return {
    title: inLanguage(document.title, language),
    href: `/cursos/${document.slug}`,
    thread: threadOf(document, { facts, language, here: next }),
    due: dueOn === null || next === null ? null : t('myLearning.due', { date: fmt.date(dueOn) }),
    news:
      news === null ? null : t('myLearning.news', { date: fmt.date(news.at), title: news.title }),
    next:
      next === null
        ? null
        : {
            title: stepTitle(document, next, language),
            href: stepHref(document.slug, next),
            minutes: stepMinutes(document, next),
            begun: progress.share > 0,
          },
  };
}

/** The one course to go on with, large; the others below it. */
export function myLearningPage(
  { courses, certificates, unread }: Arrival & { certificates: MyCertificate[] },
  language: Language,
): MyLearningPage {
  const rows = courses.map((course) => rowOf(course, language));
  const [row] = rows;
  const first = row === undefined || row.next === null ? null : { ...row, next: row.next };
  return {
    title: translator(language)('frame.myLearning'),
    first,
    others: first === null ? rows : rows.slice(1),
    certificates,
    unread,
  };
}
