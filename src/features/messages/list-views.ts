import { supportBox } from '../places/views.ts';
import type { Announcement } from './announcement-service.ts';
import type { Digest } from './digest.ts';
import type { ListedThread, ThreadPageOf } from './thread-service.ts';
import { courseOf, titleOf, wordsOf, type Careful, type Given, type Words } from './views.ts';
import { announcementLines, type AnnouncementLine } from './writing-views.ts';

interface Row {
  href: string;
  title: string;
  course: string;
  who: string;
  when: string;
  unread: boolean;
  waits: boolean;
  /** Where opening it marks it as read. */
  readAction: string;
}

interface ThreadsPage extends Careful {
  heading: string;
  rows: Row[];
  current: number;
  total: number;
  hrefFor: (page: number) => string;
}
interface InboxPage extends ThreadsPage {
  /** How many of those whom she accompanies wait; null for who accompanies nobody. */
  waiting: number | null;
  /** What she had not read when the week began, while something is unread. */
  digest: string | null;
  /** Announcements to the groups that she is in. */
  news: AnnouncementLine[];
}
interface QuestionsPage extends ThreadsPage {
  onlyWaiting: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'messages/inbox': InboxPage;
    'messages/questions': QuestionsPage;
  }
}

const rowOf = (listed: ListedThread, isOwn: boolean, words: Words): Row => {
  const { thread } = listed;
  return {
    href: `/mensajes/${thread.id}`,
    title: titleOf(listed, words),
    course: courseOf(listed, words.language),
    who: isOwn ? '' : thread.personName,
    when: words.fmt.dateTime(thread.lastAt),
    unread: isOwn && thread.unreadSince !== null,
    waits: thread.waitsSince !== null,
    readAction: `/mensajes/${thread.id}/lectura`,
  };
};

const listOf = (
  { entries, more }: ThreadPageOf,
  { page, isOwn, href }: { page: number; isOwn: boolean; href: (page: number) => string },
  words: Words,
): Pick<ThreadsPage, 'rows' | 'current' | 'total' | 'hrefFor'> => ({
  rows: entries.map((entry) => rowOf(entry, isOwn, words)),
  current: page,
  total: more ? page + 1 : page,
  hrefFor: href,
});

export function inboxPage(
  found: ThreadPageOf,
  {
    page,
    waiting,
    news,
    digest,
  }: { page: number; waiting: number | null; news: Announcement[]; digest: Digest | null },
  { language, support }: Given,
): InboxPage {
  const words = wordsOf(language);
  const heading = words.t('messages.title');
  const href = (number: number): string =>
    number > 1 ? `/mensajes?pagina=${String(number)}` : '/mensajes';
  return {
    title: heading,
    heading,
    waiting,
    news: announcementLines(news, language),
    digest:
      digest === null || !found.entries.some(({ thread }) => thread.unreadSince !== null)
        ? null
        : words.t('digest.inInbox', {
            count: digest.unread,
            date: words.fmt.date(digest.writtenAt),
          }),
    ...listOf(found, { page, isOwn: true, href }, words),
    support: supportBox(support, language),
  };
}

export function questionsPage(
  found: ThreadPageOf,
  { page, onlyWaiting }: { page: number; onlyWaiting: boolean },
  { language, support }: Given,
): QuestionsPage {
  const words = wordsOf(language);
  const heading = words.t('messages.questions.title');
  const href = (number: number): string => {
    const query = new URLSearchParams(onlyWaiting ? {} : { ver: 'todas' });
    if (number > 1) query.set('pagina', String(number));
    return query.size === 0 ? '/ensenar/preguntas' : `/ensenar/preguntas?${query.toString()}`;
  };
  return {
    title: heading,
    heading,
    onlyWaiting,
    ...listOf(found, { page, isOwn: false, href }, words),
    support: supportBox(support, language),
  };
}
