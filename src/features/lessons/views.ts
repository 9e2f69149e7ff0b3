import { asHtml, type Html } from '../../lib/html.ts';
import type { PageBase } from '../../http/render.ts';
import { formatFor, type Format } from '../../i18n/format.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CourseDocument, LegalPoint, LessonDocument } from '../courses/document.ts';
import { standingOf, type LegalReform, type ReformedLaw } from '../courses/legal-points.ts';
import type { ProgressFacts } from '../enrolment/completion.ts';
import { nextStep, stepHref, stepsOf, type Step } from '../enrolment/steps.ts';
import { sourceLines } from '../enrolment/views.ts';
import { moduleKnots, stepTitle, threadOf, type Knot, type Thread } from '../enrolment/thread.ts';
import type { SupportSheet } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import { checkFeedback, type CheckFeedback } from './check-views.ts';
import type { CheckAnswer } from './knowledge-check.ts';
import { preparedLesson, type CheckQuestion, type PreparedLesson } from './prepared-lesson.ts';

/** A knowledge check as it stands in the page: unanswered, refused or answered. */
export interface CheckBlock extends CheckQuestion {
  action: string;
  chosen: readonly string[];
  error: string | null;
  feedback: CheckFeedback | null;
}

interface LessonHead extends PageBase {
  heading: string;
  /** Without an address where the course is still written. */
  course: { title: string; href: string | null };
  moduleTitle: string;
  minutes: number;
  media: string | null;
  support: SupportBox | null;
}

export interface LessonPage extends LessonHead {
  /** Nobody wrote it in the reader's language: its text is Spanish. */
  spanishOnly: boolean;
  /** Nothing can be sent from it. */
  isPreview?: boolean;
  alternative: Html | null;
  parts: ({ kind: 'html'; html: Html } | CheckBlock)[];
  summary: string[];
  glossary: PreparedLesson['glossary'];
  sources: { text: string; date: string | null; pending: boolean }[];
  legal: { point: string; note: string; due: boolean }[];
  index: { summary: string; knots: Knot[] };
  thread: Thread;
  finish: { action: string; done: boolean };
  askHref: string | null;
  back: { href: string; title: string } | null;
  onward: { href: string; title: string } | null;
}

export interface GatePage extends LessonHead {
  warning: string;
  readHref: string;
  alternativeHref: string | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'lessons/lesson': LessonPage;
    'lessons/gate': GatePage;
  }
}

/** What a page shows of a lesson: of a published version, or of one that is still written. */
interface Shown {
  version: { document: CourseDocument };
  lesson: LessonDocument;
  facts: ProgressFacts;
}

interface Given {
  language: Language;
  /** Files are saved under names that give nothing away. */
  discreet: boolean;
  support: SupportSheet | null;
  /** Where the parts of the course are, when it is not a published one. */
  links?: CourseLinks;
}

/** Where a course and its parts are found. */
export interface CourseLinks {
  course: string | null;
  step: (step: Pick<Step, 'kind' | 'id'>) => string;
}

const published = ({ slug }: CourseDocument): CourseLinks => ({
  course: `/cursos/${slug}`,
  step: (step) => stepHref(slug, step),
});

/** Where the parts of a draft are seen as whoever takes the course sees them. */
export const draftLinks = (draftId: string): CourseLinks => ({
  course: null,
  step: ({ kind, id }) =>
    kind === 'lesson'
      ? `/ensenar/cursos/${draftId}/lecciones/${id}/pagina`
      : `/ensenar/cursos/${draftId}/evaluaciones/${id}/prueba`,
});

function headOf(
  { version, lesson }: Shown,
  { language, support, links = published(version.document) }: Given,
): LessonHead {
  const { document } = version;
  const ready = preparedLesson(document, lesson, language);
  const title = inLanguage(document.title, language);
  return {
    title: ready.title,
    heading: ready.title,
    section: title,
    course: { title, href: links.course },
    moduleTitle: ready.moduleTitle,
    minutes: lesson.minutes,
    media: lesson.mediaBytes === 0 ? null : formatFor(language).bytes(lesson.mediaBytes),
    support: support === null ? null : supportBox(support, language),
  };
}

/** What stands before a sensitive lesson: what comes, and two ways that count the same. */
export function gatePage(reading: Shown, given: Given): GatePage {
  const { version, lesson } = reading;
  const ready = preparedLesson(version.document, lesson, given.language);
  const { links = published(version.document) } = given;
  const address = links.step({ kind: 'lesson', id: lesson.id });
  return {
    ...headOf(reading, given),
    warning: ready.warning,
    readHref: `${address}?ruta=lectura`,
    alternativeHref: ready.alternative === null ? null : `${address}?ruta=alternativa`,
  };
}

/** Steps beside this lesson, whether finished or not. */
function neighbours(
  { version, lesson }: Shown,
  language: Language,
  links: CourseLinks,
): Pick<LessonPage, 'back' | 'onward'> {
  const { document } = version;
  const lessons = stepsOf(document).filter(({ kind }) => kind === 'lesson');
  const at = lessons.findIndex(({ id }) => id === lesson.id);
  const link = (step: (typeof lessons)[number] | undefined): LessonPage['back'] =>
    step === undefined
      ? null
      : { href: links.step(step), title: stepTitle(document, step, language) };
  return { back: link(lessons[at - 1]), onward: link(lessons[at + 1]) };
}

/** The lesson itself, or its alternative route; with the answer to one of its checks when there is one. */
export function lessonPage(
  reading: Shown,
  given: Given & {
    alternative: boolean;
    /** Laws of which a reform is known. */
    laws: readonly ReformedLaw[];
    checked?: { itemId: string; chosen: readonly string[]; answer: CheckAnswer | null };
  },
): LessonPage {
  const { version, lesson, facts } = reading;
  const { document } = version;
  const { language, checked, links = published(document) } = given;
  const t = translator(language);
  const fmt = formatFor(language);
  const ready = preparedLesson(document, lesson, language);
  const here = { kind: 'lesson', id: lesson.id } as const;
  const address = links.step(here);
  const module = document.modules.find(({ id }) => id === lesson.moduleId);
  const done = facts.lessonsDone.has(lesson.id);
  const mine = {
    facts: without(facts, lesson.id),
    language,
    here,
    linked: true,
    hrefOf: links.step,
  };

  const shown = (html: Html): Html =>
    given.discreet ? neutralNames(html, t('lesson.file')) : html;

  const block = (question: CheckQuestion): CheckBlock => {
    const mineNow = checked?.itemId === question.itemId ? checked : undefined;
    const item = document.items.find(({ id }) => id === question.itemId);
    const answer = mineNow?.answer ?? null;
    return {
      ...question,
      action: `${address}/comprobacion/${question.itemId}#${question.itemId}`,
      chosen: mineNow?.chosen ?? [],
      error: mineNow !== undefined && answer === null ? t('form.choose') : null,
      feedback:
        answer === null || item === undefined ? null : checkFeedback(item, answer, { t, language }),
    };
  };

  return {
    ...headOf(reading, given),
    scripts: [given.alternative ? 'send.js' : 'check.js'],
    alternative: given.alternative && ready.alternative !== null ? shown(ready.alternative) : null,
    parts: given.alternative
      ? []
      : ready.parts.map((part) =>
          part.kind === 'html' ? { ...part, html: shown(part.html) } : block(part),
        ),
    spanishOnly: language === 'en' && lesson.spanishOnly === true,
    summary: ready.summary,
    glossary: ready.glossary,
    sources: sourceLines(lesson.sources, language),
    legal: lesson.legal.map((point) => legalNote(point, given.laws, { t, fmt, language })),
    index: {
      summary: t('lesson.place', {
        at: (module?.lessons.indexOf(lesson.id) ?? 0) + 1,
        total: module?.lessons.length ?? 1,
      }),
      knots: moduleKnots(document, module?.lessons ?? [], mine),
    },
    thread: threadOf(document, { facts, language, here: done ? nextStep(document, facts) : here }),
    finish: { action: `${address}/terminada`, done },
    askHref: links.course === null ? null : `${address}/pregunta`,
    ...neighbours(reading, language, links),
  };
}

interface Words {
  t: Translate;
  fmt: Format;
  language: Language;
}

/** A day, a month or a year, as much of it as is known. */
const reformDate = ({ date }: LegalReform, fmt: Format): string =>
  date.length === 4 ? date : date.length === 7 ? fmt.month(date) : fmt.date(date);

/** What a legal point says of itself: whether it waits for review, on which text it rests, and what came after. */
function legalNote(
  legal: LegalPoint,
  laws: readonly ReformedLaw[],
  { t, fmt, language }: Words,
): LessonPage['legal'][number] {
  const { point, textDate, consultedOn, signedBy, signedOn } = legal;
  const { due, outrun } = standingOf(legal, laws);
  const said = [
    due ? t('lesson.legalPending') : null,
    textDate === null ? null : t('lesson.legalText', { date: fmt.date(textDate) }),
    consultedOn === null ? null : t('lesson.legalConsulted', { date: fmt.date(consultedOn) }),
    signedBy === undefined || signedOn === undefined
      ? null
      : t('lesson.legalSigned', { name: signedBy, date: fmt.date(signedOn) }),
    outrun === null
      ? null
      : t('lesson.legalReformed', {
          date: reformDate(outrun.reform, fmt),
          what: inLanguage(outrun.reform.what, language),
        }),
  ];
  return { point, due, note: said.filter((one) => one !== null).join(' ') };
}

/** In the index the open lesson is marked as the place where one stands, even when it is finished. */
const without = (facts: ProgressFacts, lessonId: string): ProgressFacts => ({
  ...facts,
  lessonsDone: new Set([...facts.lessonsDone].filter((id) => id !== lessonId)),
});

/** Downloads of a lesson under a name that says nothing of it. */
const neutralNames = (html: Html, name: string): Html =>
  asHtml(html.replace(/ download="[^"]*?(\.[a-z0-9]+)?"/g, ` download="${name}$1"`));
