import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Html } from '../../lib/html.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { GuideWording } from './document.ts';
import type { GuideForPerson } from './service.ts';

interface GuidePage extends PageBase {
  course: { title: string; href: string };
  about: string;
  summary: string;
  body: Html;
  pdf: string;
  newer: { text: string; href: string } | null;
  spanishOnly: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'guides/guide': GuidePage;
  }
}

const hrefOf = ({ course, guide }: GuideForPerson): string =>
  `/cursos/${course.slug}/guias/${guide.id}`;

/** Course, edition and day, as every sheet says them. */
const aboutOf = ({ course, guide }: GuideForPerson, language: Language): string =>
  translator(language)('guide.about', {
    course: course.code,
    version: guide.version,
    date: formatFor(language).date(guide.date),
  });

export function guidePage(
  found: GuideForPerson,
  { language, newest }: { language: Language; newest: boolean },
): GuidePage {
  const { course, guide, newer } = found;
  const t = translator(language);
  const edition = newest ? '?edicion=nueva' : '';
  return {
    title: inLanguage(guide.title, language),
    section: inLanguage(course.title, language),
    course: { title: inLanguage(course.title, language), href: `/cursos/${course.slug}` },
    about: aboutOf(found, language),
    summary: inLanguage(guide.summary, language),
    body: inLanguage(guide.body, language),
    pdf: `${hrefOf(found)}.pdf${edition}`,
    newer:
      newer === null
        ? null
        : {
            text: t('guide.newer', { version: newer.version }),
            href: `${hrefOf(found)}?edicion=nueva`,
          },
    spanishOnly: language === 'en' && guide.spanishOnly === true,
  };
}

/** What stands on paper. In discreet mode the window and the name of the file tell nothing. */
export function guideWording(
  found: GuideForPerson,
  { language, discreet }: { language: Language; discreet: boolean },
): GuideWording {
  const t = translator(language);
  const { guide } = found;
  const title = inLanguage(guide.title, language);
  return {
    title,
    windowTitle: discreet ? t('guide.document') : title,
    about: aboutOf(found, language),
    summary: inLanguage(guide.summary, language),
    text: inLanguage(guide.text, language),
    lang: language === 'en' && guide.spanishOnly !== true ? 'en' : 'es-MX',
    callouts: {
      nota: t('content.nota'),
      cuidado: t('content.cuidado'),
      ejemplo: t('content.ejemplo'),
      actividad: t('content.actividad'),
    },
    page: t('guide.page', { n: '{n}', of: '{of}' }),
  };
}
