import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { formatFor, type Format } from '../../i18n/format.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { SupportSheet } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import type { Announcement } from './announcement-service.ts';
import { aboutHref, aboutTitle } from './about.ts';
import type { Asking } from './asking-service.ts';
import type { Digest } from './digest.ts';
import { LONGEST } from './forms.ts';
import { CARE_DAYS } from './retention.ts';
import { announcementLines, type AnnouncementLine } from './writing-views.ts';
import type { ListedThread, OpenThread, ThreadPageOf } from './thread-service.ts';

/** What every page of conversations carries: this is no place to report, and where to call instead. */
interface Careful extends PageBase {
  support: SupportBox;
}

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

export interface TextReturned {
  text: string;
  errors: FieldErrors;
}
export const blankText: TextReturned = { text: '', errors: {} };

interface ThreadPage extends Careful {
  heading: string;
  isOwn: boolean;
  path: string;
  about: { href: string; title: string } | null;
  course: string;
  /** Who reads it, for its person; null when nobody does. */
  readers: string | null;
  unread: boolean;
  messages: {
    id: string;
    mine: boolean;
    who: string;
    when: string;
    lines: string[] | null;
    isMarked: boolean;
  }[];
  seen: string;
  sendKey: string;
  longest: number;
  form: TextReturned;
}

interface AskPage extends Careful {
  action: string;
  about: { href: string; title: string };
  course: { href: string; title: string };
  readers: string | null;
  sendKey: string;
  longest: number;
  form: TextReturned;
}

interface CarePage extends Careful {
  path: string;
  days: number;
}

declare module '../../http/render.ts' {
  interface Pages {
    'messages/inbox': InboxPage;
    'messages/questions': QuestionsPage;
    'messages/thread': ThreadPage;
    'messages/ask': AskPage;
    'messages/care': CarePage;
  }
}

/** What all of these pages are made with. */
export interface Given {
  language: Language;
  support: SupportSheet;
}

interface Words {
  t: Translate;
  fmt: Format;
  language: Language;
}

const wordsOf = (language: Language): Words => ({
  t: translator(language),
  fmt: formatFor(language),
  language,
});

function titleOf({ thread, version }: ListedThread, { t, language }: Words): string {
  if (thread.kind === 'care') return t('messages.care.title');
  if (thread.subject !== null) return thread.subject;
  const about = thread.about;
  const title = version === null || about === null ? null : aboutTitle(version.document, about);
  return title === null ? t('messages.question') : inLanguage(title, language);
}

const courseOf = ({ version }: ListedThread, language: Language): string =>
  version === null ? '' : inLanguage(version.document.title, language);

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

const namesOf = (companions: readonly { name: string }[]): string | null =>
  companions.length === 0 ? null : companions.map(({ name }) => name).join(', ');

export function threadPage(
  open: OpenThread,
  { actorId, sendKey, form }: { actorId: string; sendKey: string; form: TextReturned },
  { language, support }: Given,
): ThreadPage {
  const words = wordsOf(language);
  const { thread, version, messages, isOwn, companions } = open;
  const title = titleOf(open, words);
  const about = thread.about;
  return {
    title,
    heading: title,
    section: courseOf(open, language),
    isOwn,
    path: `/mensajes/${thread.id}`,
    course: courseOf(open, language),
    about:
      about === null || version === null || !isOwn
        ? null
        : { href: aboutHref(version.document.slug, about), title },
    readers: isOwn ? namesOf(companions) : thread.personName,
    unread: isOwn && thread.unreadSince !== null,
    messages: messages.map(({ id, authorId, authorName, sentAt, text, isMarked }) => ({
      id,
      isMarked,
      mine: authorId === actorId,
      who: authorId === actorId ? words.t('messages.you') : authorName,
      when: words.fmt.dateTime(sentAt),
      lines: text === null ? null : text.split('\n'),
    })),
    seen: messages.at(-1)?.id ?? '',
    sendKey,
    longest: LONGEST,
    form,
    scripts: ['send.js'],
    support: supportBox(support, language),
  };
}

/** What a person finds whose text was marked: thanks, what happens now, and who can listen. */
export const carePage = ({ thread }: OpenThread, { language, support }: Given): CarePage => ({
  title: translator(language)('messages.care.title'),
  path: `/mensajes/${thread.id}`,
  days: CARE_DAYS,
  support: supportBox(support, language),
});

export function askPage(
  { version, about, title, companions }: Asking,
  { sendKey, form }: { sendKey: string; form: TextReturned },
  { language, support }: Given,
): AskPage {
  const words = wordsOf(language);
  const { document } = version;
  const href = aboutHref(document.slug, about);
  return {
    title: words.t('messages.ask'),
    section: inLanguage(document.title, language),
    action: `${href}/pregunta`,
    about: { href, title: inLanguage(title, language) },
    course: { href: `/cursos/${document.slug}`, title: inLanguage(document.title, language) },
    readers: namesOf(companions),
    sendKey,
    longest: LONGEST,
    form,
    scripts: ['send.js'],
    support: supportBox(support, language),
  };
}
