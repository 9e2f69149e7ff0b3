import type { EnglishLessonForm, LessonForm } from './forms.ts';
import { lessonIn, writtenLesson } from './lesson-file.ts';
import { legalIn, legalText, rowsIn, sourcesIn, sourceText } from './lesson-lists.ts';

/** What the form of a lesson shows, by field name. */
export interface LessonValues {
  text: Record<string, string>;
  objectives: string[];
  /** Tags of frameworks. */
  tags: string[];
}

/** The fields of a lesson file; null when only its raw text can be shown. */
export function lessonValues(file: string | null): LessonValues | null {
  const lesson = lessonIn(file);
  if (lesson === null) return null;
  const { head, body } = lesson;
  return {
    text: {
      titulo: head.title,
      minutos: String(head.minutes),
      sensible: head.sensitive ? '1' : '',
      aviso: head.warning,
      resumen: head.summary.map((idea) => idea.replaceAll('\n', ' ')).join('\n'),
      fuentes: sourceText(head.sources),
      legal: legalText(head.legal),
      texto: body.trimEnd(),
    },
    objectives: head.objectives,
    tags: head.frameworks,
  };
}

/** The Spanish file of a lesson, as a form says it. */
export const lessonFrom = (before: string | null, form: LessonForm): string => {
  const sensitive = form.sensible !== undefined;
  return writtenLesson(
    before,
    {
      title: form.titulo,
      minutes: form.minutos,
      objectives: form.objetivos,
      frameworks: form.marcos.length === 0 ? undefined : form.marcos,
      sensitive,
      warning: sensitive && form.aviso !== '' ? form.aviso : undefined,
      summary: rowsIn(form.resumen),
      sources: sourcesIn(form.fuentes),
      legal: legalIn(form.legal),
    },
    form.texto,
  );
};

/** The English one: it says only what is translated. */
export const englishFrom = (before: string | null, form: EnglishLessonForm): string =>
  writtenLesson(
    before,
    {
      title: form.titulo,
      warning: form.aviso === '' ? undefined : form.aviso,
      summary: rowsIn(form.resumen),
    },
    form.texto,
  );
