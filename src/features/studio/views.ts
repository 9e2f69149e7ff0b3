import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { AUDIENCES } from '../courses/framework.ts';
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
  rooms: { href: string; label: string; text: string; waiting: number | null }[];
  drafts: { id: string; title: string; isNew: boolean; updatedAt: Date; by: string | null }[];
  courses: { id: string; title: string; code: string; draftId: string | null }[];
}
interface NewCoursePage extends PageBase {
  form: Returned;
  audiences: { value: string; label: string }[];
  chosen: string[];
}
interface DraftPage extends PageBase {
  draft: Draft;
  /** Null when `course.yml` cannot be read. */
  outline: Outline | null;
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
  rooms: rooms.map(({ href, label, text, waiting }) => ({
    href,
    label: t(label),
    text: t(text),
    waiting,
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

export const newCoursePage = (form: Returned, chosen: string[], t: Translate): NewCoursePage => ({
  title: t('studio.create'),
  form,
  chosen,
  audiences: AUDIENCES.map((value) => ({ value, label: t(`course.audience.${value}`) })),
});
