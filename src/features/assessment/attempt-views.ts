import type { Html } from '../../lib/html.ts';
import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { SentAnswers } from './answers.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import type { NotSaved } from './attempt-service.ts';
import { saidBack } from './asked.ts';
import { questionsOf, type Question } from './question-views.ts';
import type { PendingKey } from '../../lib/pending-key.ts';
import type { Receipt } from './receipt.ts';

interface AttemptPage extends PageBase {
  id: string;
  heading: string;
  course: { title: string; href: string };
  quizHref: string;
  /** Names the next sending of this page. */
  key: string;
  /** Items with several options, whose boxes send nothing when all are clear. */
  shown: string;
  questions: Question[];
  /** How many of them are not written in the language of the page. */
  spanishOnly: number;
  unanswered: number;
  time: { deadline: Date; minutesLeft: number; secondsLeft: number } | null;
  pending: PendingKey | null;
  notice: { title: MessageKey; what: MessageKey } | null;
  words: Record<string, string>;
}

/** A question to go back to. */
interface Pointed {
  number: number;
  stem: string;
  href: string;
}

interface ConfirmPage extends PageBase {
  id: string;
  key: string;
  receivedAt: Date;
  /** How many questions there are. */
  total: number;
  missing: Pointed[];
  /** Answers in which something looks like a slip. */
  doubtful: (Pointed & { doubt: string })[];
}

interface OverPage extends PageBase {
  heading: string;
  sent: { stem: string; chosen: Html[] }[];
  /** Null while nobody has ended it: then a button does. */
  resultHref: string | null;
  closeAction: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/attempt': AttemptPage;
    'assessment/confirm': ConfirmPage;
    'assessment/over': OverPage;
  }
}

/** How each reason for not saving is told. */
export const NOT_SAVED: Record<
  NotSaved,
  { status: number; motive: string; title: MessageKey; what: MessageKey }
> = {
  submitted: {
    status: 409,
    motive: 'entregado',
    title: 'attempt.over.submitted',
    what: 'attempt.closed',
  },
  overdue: { status: 409, motive: 'tarde', title: 'attempt.over.overdue', what: 'attempt.closed' },
  'other-body': {
    status: 409,
    motive: 'clave',
    title: 'attempt.clash.title',
    what: 'attempt.clash',
  },
  unavailable: {
    status: 503,
    motive: 'pausa',
    title: 'attempt.unavailable.title',
    what: 'attempt.unavailable',
  },
};

interface Showing {
  pending: PendingKey | null;
  language: Language;
  now: Date;
  /** What was sent and not kept: shown as chosen, and said to be unsent. */
  sent?: SentAnswers;
  notSaved?: NotSaved;
}

const courseOf = ({ document }: OpenedAttempt, language: Language) => ({
  title: inLanguage(document.title, language),
  href: `/cursos/${document.slug}`,
});

export const quizHrefOf = ({ document, quiz }: OpenedAttempt): string =>
  `/cursos/${document.slug}/evaluaciones/${quiz.id}`;

/** The questions of an open attempt. Nothing here says which option is right. */
export function attemptPage(
  opened: OpenedAttempt,
  { pending, language, now, sent, notSaved }: Showing,
): AttemptPage {
  const { attempt, quiz } = opened;
  const t = translator(language);
  const questions = questionsOf(opened, language, sent);
  const { deadlineAt } = attempt;
  const secondsLeft =
    deadlineAt === null
      ? 0
      : Math.max(0, Math.floor((deadlineAt.getTime() - now.getTime()) / 1000));
  const heading = inLanguage(quiz.title, language);
  return {
    title: heading,
    heading,
    section: inLanguage(opened.document.title, language),
    scripts: questions.some(({ type }) => type === 'ordering')
      ? ['quiz.js', 'ordering.js']
      : ['quiz.js'],
    exitWarning: t(pending === null ? 'attempt.exitLost' : 'attempt.exitKept'),
    id: attempt.id,
    course: courseOf(opened, language),
    quizHref: quizHrefOf(opened),
    key: newId(),
    shown: questions
      .filter(({ several }) => several)
      .map(({ id }) => id)
      .join(' '),
    questions,
    spanishOnly: questions.filter((question) => question.spanishOnly).length,
    unanswered: questions.filter(({ whole }) => !whole).length,
    time:
      deadlineAt === null
        ? null
        : { deadline: deadlineAt, secondsLeft, minutesLeft: Math.floor(secondsLeft / 60) },
    pending,
    notice: notSaved === undefined ? null : NOT_SAVED[notSaved],
    words: scriptWords(language),
  };
}

/** The sentences that the page's script says, in the language of the page. */
function scriptWords(language: Language): Record<string, string> {
  const t = translator(language);
  return {
    received: t('attempt.received', { time: '#' }),
    unanswered: t('attempt.unanswered'),
    partly: t('attempt.partly', { time: '#' }),
    sending: t('attempt.sending'),
    waiting: t('attempt.waiting'),
    'not-sent': t('attempt.notSent'),
    offline: t('attempt.offline'),
    retry: t('attempt.retry'),
    'sign-in': t('attempt.signIn'),
    closed: t('attempt.closed'),
    reload: t('attempt.reload'),
    over: t('attempt.timeOver'),
    'missing-0': t('attempt.missing', { count: 0 }),
    'missing-1': t('attempt.missing', { count: 1 }),
    'missing-n': t('attempt.missing', { count: 9 }).replace('9', '#'),
    'left-0': t('attempt.timeLeft', { count: 0 }),
    'left-1': t('attempt.timeLeft', { count: 1 }),
    'left-n': t('attempt.timeLeft', { count: 9 }).replace('9', '#'),
    'words-0': t('attempt.words', { count: 0 }),
    'words-1': t('attempt.words', { count: 1 }),
    'words-n': t('attempt.words', { count: 9 }).replace('9', '#'),
    locale: language,
  };
}

/** What is still unanswered or looks like a slip, before handing in so. */
export function confirmPage(
  opened: OpenedAttempt,
  { receipt, items }: { receipt: Receipt; items: readonly string[] },
  language: Language,
): ConfirmPage {
  const { id } = opened.attempt;
  const questions = questionsOf(opened, language);
  const pointed = ({ id: item, number, plain }: Question): Pointed => ({
    number,
    stem: plain,
    href: `/intentos/${id}#r_${item}`,
  });
  return {
    title: translator(language)('attempt.confirm.title'),
    asksBack: true,
    section: inLanguage(opened.document.title, language),
    id,
    key: newId(),
    receivedAt: receipt.at,
    total: questions.length,
    missing: questions.filter((question) => items.includes(question.id)).map(pointed),
    doubtful: questions.flatMap((question) =>
      question.doubt === null || items.includes(question.id)
        ? []
        : [{ ...pointed(question), doubt: question.doubt }],
    ),
  };
}

/** An attempt that had ended: what was sent too late, so that it is not lost. */
export function overPage(
  opened: OpenedAttempt,
  sent: SentAnswers,
  kind: NotSaved,
  language: Language,
): OverPage {
  const heading = translator(language)(NOT_SAVED[kind].title);
  return {
    title: heading,
    heading,
    section: inLanguage(opened.document.title, language),
    sent: questionsOf(opened, language, sent)
      .filter(({ id }) => (sent.get(id) ?? []).length > 0)
      .map(({ plain, asked }) => ({ stem: plain, chosen: saidBack(asked) })),
    resultHref: opened.isOver ? null : `/intentos/${opened.attempt.id}/resultado`,
    closeAction: `/intentos/${opened.attempt.id}/cierre`,
  };
}
