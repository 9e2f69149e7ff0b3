import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CourseDocument } from './document.ts';
import { AUDIENCES, TOPICS } from './framework.ts';
import type { CatalogueFilter, PathInCatalogue } from './catalogue.ts';

/** Hours as designed, and those that can be completed here today: only these are counted on a certificate. */
export interface CourseHours {
  online: number;
  field: number;
  counted: number;
}

export interface CourseCard {
  href: string;
  title: string;
  summary: string;
  hours: number;
  lessons: number;
  audiences: string;
}

export interface FrontPage extends PageBase {
  courses: CourseCard[];
}

export interface CataloguePage extends PageBase {
  q: string;
  audiences: { value: string; label: string }[];
  audience: string;
  topics: { value: string; label: string }[];
  topic: string;
  filtered: boolean;
  courses: CourseCard[];
  paths: {
    title: string;
    summary: string;
    ordered: boolean;
    courses: { href: string; title: string; note: string | null }[];
  }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'courses/front': FrontPage;
    'courses/catalogue': CataloguePage;
  }
}

/** Field work cannot be handed in on the platform yet, so its hours are said but not counted. */
export const courseHours = ({ hours }: CourseDocument): CourseHours => ({
  ...hours,
  counted: hours.online,
});

/** What a view needs of a version. */
interface Published {
  document: CourseDocument;
}

export function courseCard({ document }: Published, language: Language): CourseCard {
  const t = translator(language);
  return {
    href: `/cursos/${document.slug}`,
    title: inLanguage(document.title, language),
    summary: inLanguage(document.summary, language),
    hours: document.hours.online + document.hours.field,
    lessons: document.lessons.length,
    audiences: document.audiences.map((audience) => t(`course.audience.${audience}`)).join(', '),
  };
}

/** A path as a list: which course waits for which. */
function pathBlock(
  { title, summary, ordered, freeEntry, courses }: PathInCatalogue,
  language: Language,
): CataloguePage['paths'][number] {
  const t = translator(language);
  return {
    title: inLanguage(title, language),
    summary: inLanguage(summary, language),
    ordered,
    courses: courses.map(({ document }, at) => {
      const before = courses[at - 1];
      const waits = ordered && before !== undefined && !freeEntry.includes(document.slug);
      return {
        href: `/cursos/${document.slug}`,
        title: inLanguage(document.title, language),
        note: waits
          ? t('catalogue.opensAfter', { title: inLanguage(before.document.title, language) })
          : at > 0
            ? t('catalogue.opensFree')
            : null,
      };
    }),
  };
}

export function cataloguePage(
  found: { filter: CatalogueFilter; courses: Published[]; paths: PathInCatalogue[] },
  language: Language,
): CataloguePage {
  const t = translator(language);
  const { q, audience, topic } = found.filter;
  return {
    title: t('catalogue.title'),
    description: t('catalogue.lead'),
    q,
    audience: audience ?? '',
    audiences: [
      { value: '', label: t('catalogue.anyAudience') },
      ...AUDIENCES.map((value) => ({ value, label: t(`course.audience.${value}`) })),
    ],
    topic: topic ?? '',
    topics: [
      { value: '', label: t('catalogue.anyTopic') },
      ...TOPICS.map((value) => ({ value, label: t(`course.topic.${value}`) })),
    ],
    filtered: q !== '' || audience !== null || topic !== null,
    courses: found.courses.map((version) => courseCard(version, language)),
    paths: found.paths.map((path) => pathBlock(path, language)),
  };
}
