import type { Html } from '../../lib/html.ts';
import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import { quizHrefOf } from './attempt-views.ts';
import { textsOf } from './item-texts.ts';
import type { OpenedItem } from './scenario-views.ts';
import type { DrawnOf } from './snapshot.ts';

interface HandInPage extends PageBase {
  item: string;
  course: { title: string; href: string };
  quiz: { title: string; href: string };
  attemptHref: string;
  action: string;
  number: number;
  total: number;
  stem: Html;
  pictures: { href: string; removeAction: string; name: string }[];
  /** How many more may be added. */
  left: number;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/hand-in': HandInPage;
  }
}

/** The pictures of an answer, and adding one. */
export function handInPage(
  opened: OpenedAttempt,
  item: OpenedItem,
  {
    names,
    errors,
    language,
  }: { names: ReadonlyMap<string, string>; errors: FieldErrors; language: Language },
): HandInPage {
  const { attempt, document, quiz } = opened;
  const drawn = item.drawn as DrawnOf<'file'>;
  const ids = attempt.answers.get(drawn.id)?.chosen ?? [];
  const files = `/intentos/${attempt.id}/archivos`;
  return {
    title: translator(language)('handIn.title'),
    section: inLanguage(quiz.title, language),
    item: drawn.id,
    course: { title: inLanguage(document.title, language), href: `/cursos/${document.slug}` },
    quiz: { title: inLanguage(quiz.title, language), href: quizHrefOf(opened) },
    attemptHref: `/intentos/${attempt.id}#r_${drawn.id}`,
    action: files,
    number: opened.items.indexOf(item) + 1,
    total: opened.items.length,
    stem: textsOf(document, item.text, language).html(item.text.stem),
    pictures: ids.map((id) => ({
      href: `${files}/${id}`,
      removeAction: `${files}/${id}/quitar`,
      name: names.get(id) ?? id,
    })),
    left: Math.max(0, drawn.maxFiles - ids.length),
    errors,
  };
}
