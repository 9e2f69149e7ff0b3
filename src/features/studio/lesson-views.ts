import type { Html } from '../../lib/html.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { LessonPreview } from '../content/course-folder.ts';
import type { LessonSheet } from './lesson-service.ts';
import { lineInBody } from './problem-views.ts';
import type { BlockGroup } from './toolbar.ts';
import type { Returned } from './views.ts';

type PreviewPart =
  { kind: 'html'; html: Html } | { kind: 'check'; stem: string; options: string[] };

export interface EditorPreview {
  /** Null when the lesson cannot be shown. */
  parts: PreviewPart[] | null;
  alternative: Html | null;
  problems: { text: string; place: string }[];
}

interface LessonEditorPage extends PageBase {
  sheet: LessonSheet;
  /** Path of the file inside the course. */
  file: string;
  form: Returned & { objectives: string[]; tags: string[]; revision: number };
  /** What of frameworks it may feed. */
  lines: { value: string; label: string }[];
  labels: Record<string, string>;
  preview: EditorPreview;
  /** What is saved now, when somebody else saved meanwhile. */
  conflict: string | null;
  opensMore: boolean;
  startsInText: boolean;
  /** What the editor writes, in lists; and as JSON for the script. */
  groups: BlockGroup[];
  blocks: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/lesson': LessonEditorPage;
  }
}

/** What the preview beside the editor shows. */
export function editorPreview(
  { document, problems }: LessonPreview,
  lessonId: string,
  tongue: 'es' | 'en',
  { t, file }: { t: Translate; file: string },
): EditorPreview {
  const language = tongue === 'en' ? 'en' : 'es-MX';
  const lesson = document?.lessons.find(({ id }) => id === lessonId);
  const parts = lesson === undefined ? null : inLanguage(lesson.body, language);
  return {
    parts:
      parts?.map((part): PreviewPart => {
        if (part.kind === 'html') return part;
        const item = document?.items.find(({ id }) => id === part.itemId);
        return {
          kind: 'check',
          stem: item === undefined ? part.itemId : inLanguage(item.stem, language),
          options: optionsOf(item).map((option) => inLanguage(option.text, language)),
        };
      }) ?? null,
    alternative: lesson?.alternative == null ? null : inLanguage(lesson.alternative, language),
    problems: problems.map(({ key, params, line }) => {
      const inText = lineInBody(file, line);
      return {
        text: t(key, params),
        place: inText === null ? '' : t('studio.problemLine', { line: inText }),
      };
    }),
  };
}

/** The options of an item that has some. */
const optionsOf = (item: object | undefined): { text: { es: string; en: string } }[] =>
  item !== undefined && 'options' in item && Array.isArray(item.options)
    ? (item.options as { text: { es: string; en: string } }[])
    : [];

export const lessonLabels = (t: Translate): Record<string, string> => ({
  titulo: t('studio.lessonTitle'),
  texto: t('studio.text'),
  minutos: t('studio.minutes'),
  objetivos: t('studio.lessonObjectives'),
  marcos: t('studio.lessonLines'),
  aviso: t('studio.warning'),
  resumen: t('studio.summary'),
  fuentes: t('studio.sources'),
  legal: t('studio.legal'),
});
