import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { formatFor, type Format } from '../../i18n/format.ts';
import { translator, type MessageKey, type Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { NoticeKind } from '../enrolment/notices.ts';
import type { SupportSheet } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import { aboutHref, aboutTitle } from './about.ts';
import type { Asking } from './asking-service.ts';
import { LONGEST } from './forms.ts';
import { CARE_DAYS } from './retention.ts';
import type { ListedThread, OpenThread } from './thread-service.ts';

/** What every page of conversations carries: this is no place to report, and where to call instead. */
export interface Careful extends PageBase {
  support: SupportBox;
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
  about: { href: string; label: string } | null;
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

interface NoticePage extends PageBase {
  text: string;
  href: string;
  label: string;
}

interface CarePage extends Careful {
  path: string;
  days: number;
}

declare module '../../http/render.ts' {
  interface Pages {
    'messages/thread': ThreadPage;
    'messages/ask': AskPage;
    'messages/care': CarePage;
    'messages/notice': NoticePage;
  }
}

/** What all of these pages are made with. */
export interface Given {
  language: Language;
  support: SupportSheet;
}

export interface Words {
  t: Translate;
  fmt: Format;
  language: Language;
}

export const wordsOf = (language: Language): Words => ({
  t: translator(language),
  fmt: formatFor(language),
  language,
});

export function titleOf({ thread, version }: ListedThread, { t, language }: Words): string {
  if (thread.kind === 'care') return t('messages.care.title');
  if (thread.notice !== null)
    return t(`notice.${thread.notice.what}.title`, { group: thread.subject ?? '' });
  if (thread.subject !== null) return thread.subject;
  const about = thread.about;
  const title = version === null || about === null ? null : aboutTitle(version.document, about);
  return title === null ? t('messages.question') : inLanguage(title, language);
}

export const courseOf = ({ version }: ListedThread, language: Language): string =>
  version === null ? '' : inLanguage(version.document.title, language);

const namesOf = (companions: readonly { name: string }[]): string | null =>
  companions.length === 0 ? null : companions.map(({ name }) => name).join(', ');

/** What the conversation is about, where its reader finds it: an attempt both of them, a lesson or a quiz its person. */
function backTo(
  { thread: { about, attemptId }, version, isOwn }: OpenThread,
  title: string,
  { t }: Words,
): ThreadPage['about'] {
  if (attemptId !== null)
    return {
      href: isOwn ? `/intentos/${attemptId}/resultado` : `/ensenar/intentos/${attemptId}`,
      label: t('messages.toAttempt', { title }),
    };
  return about === null || version === null || !isOwn
    ? null
    : { href: aboutHref(version.document.slug, about), label: t('messages.backTo', { title }) };
}

export function threadPage(
  open: OpenThread,
  { actorId, sendKey, form }: { actorId: string; sendKey: string; form: TextReturned },
  { language, support }: Given,
): ThreadPage {
  const words = wordsOf(language);
  const { thread, messages, isOwn, companions } = open;
  const title = titleOf(open, words);
  return {
    title,
    heading: title,
    section: courseOf(open, language),
    isOwn,
    path: `/mensajes/${thread.id}`,
    course: courseOf(open, language),
    about: backTo(open, title, words),
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

const toCourse = { href: (slug: string) => `/cursos/${slug}`, label: 'notice.toCourse' } as const;
/** Where each notice leads. */
const LEADS: Record<NoticeKind, { href: (slug: string) => string; label: MessageKey }> = {
  'cohort-place': toCourse,
  'due-extended': toCourse,
  'cohort-declined': { href: (slug) => `/cursos/${slug}/grupos`, label: 'notice.toCohorts' },
  'report-ready': { href: () => '/administrar/avance/programados', label: 'notice.toReports' },
};

/** A line that nobody wrote: what happened, and where to go from it. */
export function noticePage({ thread }: OpenThread, language: Language): NoticePage {
  const t = translator(language);
  const { what, slug } = thread.notice ?? { what: 'cohort-place' as const, slug: '' };
  const group = thread.subject ?? '';
  const { href, label } = LEADS[what];
  return {
    title: t(`notice.${what}.title`, { group }),
    text: t(`notice.${what}.text`, { group }),
    href: href(slug),
    label: t(label),
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
  { version, about, attemptId, title, companions }: Asking,
  { sendKey, form }: { sendKey: string; form: TextReturned },
  { language, support }: Given,
): AskPage {
  const words = wordsOf(language);
  const { document } = version;
  const href = aboutHref(document.slug, about);
  return {
    title: words.t('messages.ask'),
    section: inLanguage(document.title, language),
    action: attemptId === null ? `${href}/pregunta` : `${href}/pregunta?intento=${attemptId}`,
    about: {
      href: attemptId === null ? href : `/intentos/${attemptId}/resultado`,
      title: inLanguage(title, language),
    },
    course: { href: `/cursos/${document.slug}`, title: inLanguage(document.title, language) },
    readers: namesOf(companions),
    sendKey,
    longest: LONGEST,
    form,
    scripts: ['send.js'],
    support: supportBox(support, language),
  };
}
