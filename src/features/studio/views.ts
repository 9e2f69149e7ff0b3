import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { AUDIENCES, PILLARS, TOPICS } from '../courses/framework.ts';
import type { Draft } from './draft.ts';
import type { TeachingHome } from './home.ts';
import type { Outline } from './outline.ts';

/** What a form says when it comes back. */
export interface Returned {
  values: Record<string, string>;
  errors: FieldErrors;
}
export const blank: Returned = { values: {}, errors: {} };

interface HomePage extends PageBase {
  mayCreate: boolean;
  rooms: { href: string; label: string; text: string; waiting: string | null; isBusy: boolean }[];
  drafts: { id: string; title: string; isNew: boolean; updatedAt: Date; by: string | null }[];
  courses: { id: string; title: string; code: string; draftId: string | null }[];
}
/** What a course may be said to be for and about. */
export interface CourseChoices {
  para: Option[];
  temas: Option[];
  pilares: Option[];
}
interface Option {
  value: string;
  label: string;
}
/** What is chosen of it. */
export type Chosen = Record<keyof CourseChoices, string[]>;
export const NO_CHOICES: Chosen = { para: ['community'], temas: [], pilares: [] };

interface NewCoursePage extends PageBase {
  form: Returned;
  choices: CourseChoices;
  chosen: Chosen;
  labels: Record<string, string>;
  /** Whether what may wait is shown at once. */
  opensMore: boolean;
}
interface DraftPage extends PageBase {
  draft: Draft;
  /** Null when `course.yml` cannot be read. */
  outline: Outline | null;
  /** How many questions are newer in their banks. */
  newer: number;
  /** Which of the page's forms came back, by the id of its field; '' when none did. */
  returned: Returned & { at: string };
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/home': HomePage;
    'studio/new-course': NewCoursePage;
    'studio/draft': DraftPage;
  }
}

/** Whoever belongs to another side of the wall is known by her institution alone. */
export const nameFor = (
  actor: Actor,
  person: Draft['owner'],
  institution: string | null,
): string | null =>
  person === null ? institution : person.side === actor.side ? person.name : institution;

export const homePage = (
  { drafts, courses, rooms }: TeachingHome,
  actor: Actor,
  { t, language, mayCreate }: { t: Translate; language: Language; mayCreate: boolean },
): HomePage => ({
  title: t('studio.home'),
  styles: ['studio.css'],
  mayCreate,
  rooms: rooms.map(({ href, label, text, waiting, isMore = false }) => ({
    href,
    label: t(label),
    text: t(text),
    waiting: waiting === null ? null : `${String(waiting)}${isMore ? '+' : ''}`,
    isBusy: waiting !== null && waiting > 0,
  })),
  drafts: drafts.map((draft) => ({
    id: draft.id,
    title: draft.title,
    isNew: draft.courseId === null,
    updatedAt: draft.updatedAt,
    by: draft.ownerId === actor.id ? null : nameFor(actor, draft.owner, draft.institution),
  })),
  courses: courses.map(({ id, title, code, draftId }) => ({
    id,
    title: inLanguage(title, language),
    code,
    draftId,
  })),
});

export const courseChoices = (t: Translate): CourseChoices => ({
  para: AUDIENCES.map((value) => ({ value, label: t(`course.audience.${value}`) })),
  temas: TOPICS.map((value) => ({ value, label: t(`course.topic.${value}`) })),
  pilares: PILLARS.map((value) => ({ value, label: t(`bank.pillar.${value}`) })),
});

/** What the fields of a course's data are called. */
export const courseLabels = (t: Translate): Record<string, string> => ({
  titulo: t('studio.titleField'),
  para: t('studio.forWhom'),
  horas: t('studio.hours'),
  leccion: t('studio.firstLesson'),
  minimo: t('studio.passMark'),
  resumen: t('studio.courseSummary'),
  objetivo: t('studio.firstObjective'),
  temas: t('studio.topics'),
  pilares: t('studio.pillars'),
  horas_campo: t('studio.fieldHours'),
  vigencia: t('studio.validMonths'),
  cuidado: t('studio.careNote'),
  clave: t('studio.code'),
  marcos: t('studio.frameworks'),
  fuentes: t('studio.sources'),
  titulo_en: t('studio.titleField'),
  resumen_en: t('studio.courseSummary'),
  cuidado_en: t('studio.careNote'),
});

/** What every author is asked at once; the rest of the form is folded away. */
const ASKED_FIRST = ['titulo', 'para', 'horas', 'leccion', 'minimo'];

export const newCoursePage = (form: Returned, chosen: Chosen, t: Translate): NewCoursePage => ({
  title: t('studio.create'),
  form,
  chosen,
  choices: courseChoices(t),
  labels: courseLabels(t),
  opensMore:
    Object.keys(form.errors).some((name) => !ASKED_FIRST.includes(name)) ||
    Object.entries(form.values).some(
      ([name, value]) => !ASKED_FIRST.includes(name) && value !== '',
    ) ||
    chosen.temas.length + chosen.pilares.length > 0,
});
